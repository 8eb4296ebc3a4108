package api

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

func TestAdmission(t *testing.T) {
	limits := Limits{InFlight: 2, Waiting: 3, Patience: time.Hour}

	t.Run("lets so many through at once and the rest in the order of their coming", func(t *testing.T) {
		a := newAdmission(limits)
		var leaves []func()
		for range 2 {
			leave, err := a.enter(t.Context(), "case")
			require.NoError(t, err)
			leaves = append(leaves, leave)
		}
		var order []int
		var mu sync.Mutex
		var group sync.WaitGroup
		for i := range 3 {
			group.Go(func() {
				leave, err := a.enter(t.Context(), "case")
				if err != nil {
					return
				}
				mu.Lock()
				order = append(order, i)
				mu.Unlock()
				leave()
			})
			waitFor(t, func() bool { a.mu.Lock(); defer a.mu.Unlock(); return len(a.doors["case"].queue) == i+1 })
		}
		_, err := a.enter(t.Context(), "case")
		require.Equal(t, "queue_full", models.ReasonOf(err))
		other, err := a.enter(t.Context(), "another")
		require.NoError(t, err)
		other()
		leaves[0]()
		group.Wait()
		require.Equal(t, []int{0, 1, 2}, order)
		leaves[1]()
		require.Empty(t, a.doors)
	})
	t.Run("whoever waits too long, or goes, takes nobody's place", func(t *testing.T) {
		a := newAdmission(Limits{InFlight: 1, Waiting: 3, Patience: time.Millisecond})
		leave, err := a.enter(t.Context(), "case")
		require.NoError(t, err)
		_, err = a.enter(t.Context(), "case")
		require.Equal(t, models.Overloaded, models.CodeOf(err))
		leave()
		require.Empty(t, a.doors)
	})
}
