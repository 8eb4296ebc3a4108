package outbox

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store/storetest"
) // covers S27
// covers S28
func TestCourier(t *testing.T) {
	t.Run("a channel that is away for an hour is one trouble, and then everything goes out once", func(t *testing.T) {
		onBoth(t, func(o *office) {
			o.gate.away = true
			o.tell("urge", 120)
			o.pass(14*time.Minute, 10*time.Second)
			require.Empty(o, o.house.troubles, "a quarter of an hour is borne")
			o.pass(46*time.Minute, 10*time.Second)
			require.Subset(o, []string{"away"}, slices.Compact(slices.Clone(o.house.troubles)))
			require.LessOrEqual(o, len(o.house.troubles), 12, "not a trouble for every message")
			require.Equal(o, 120, o.count(models.Queued))
			o.gate.away = false
			o.pass(10*time.Minute, 10*time.Second)
			require.Len(o, o.gate.times(), 120)
			require.Len(o, o.gate.got, 120, "each once")
			require.Equal(o, 120, o.count(models.Sent))
			require.Equal(o, 1, o.house.better)
		})
	})
	t.Run("several nodes send each message once", func(t *testing.T) {
		onBoth(t, func(o *office) {
			o.tell("urge", 100)
			var wait sync.WaitGroup
			for range 4 {
				c := o.courier()
				c.Most = 10
				wait.Go(func() {
					for range 20 {
						_ = c.Round(o.Context())
					}
				})
			}
			wait.Wait()
			require.Len(o, o.gate.times(), 100)
			require.Len(o, o.gate.got, 100)
		})
	})
	t.Run("a message that rests over midnight goes in the morning, a red card at once", func(t *testing.T) {
		o := opened(t, storetest.SQLite(t))
		o.house.division = "/44/4419/"
		o.now = evening.Add(2 * time.Hour) // 22:00
		o.tell("urge", 1)
		o.tell("red", 1)
		require.NoError(t, o.Round(t.Context()))
		require.Len(t, o.gate.got, 1)
		o.pass(9*time.Hour+59*time.Minute, time.Minute)
		require.Len(t, o.gate.got, 1)
		o.pass(time.Minute, time.Minute)
		require.Len(t, o.gate.got, 2)
	})
	t.Run("what is refused for now is tried again, ever less often, and given up after a day", func(t *testing.T) {
		o := opened(t, storetest.SQLite(t))
		tries := 0
		o.gate.says = func(Message) error { tries++; return errors.New("451 li@office.example is busy") }
		o.tell("urge", 1)
		o.pass(23*time.Hour, time.Minute)
		require.Greater(t, tries, 6)
		require.Less(t, tries, 15)
		o.pass(6*time.Hour, time.Minute)
		require.Equal(t, 1, o.count(models.Undelivered))
		require.Equal(t, []string{"undelivered"}, o.house.troubles)
		rows, _, err := o.store.Deliveries(t.Context(), models.DeliveryFilter{State: models.Undelivered})
		require.NoError(t, err)
		require.NotContains(t, string(rows[0].Answer), "li@office.example")
		o.gate.says = nil
		_, err = o.store.RetryDeliveries(t.Context(), models.MailChannel, nil, o.now)
		require.NoError(t, err)
		require.NoError(t, o.Round(t.Context()))
		require.Equal(t, 1, o.count(models.Sent))
	})
	t.Run("an address refused for good is not used again, and the others get theirs", func(t *testing.T) {
		o := opened(t, storetest.SQLite(t))
		refuse := true
		o.gate.says = func(m Message) error {
			if refuse {
				refuse = false
				return Refused{Answer: "550 no such user " + m.To, Address: true}
			}
			return nil
		}
		o.tell("urge", 2)
		require.NoError(t, o.Round(t.Context()))
		require.Equal(t, 1, o.count(models.Undelivered))
		require.Equal(t, 1, o.count(models.Sent))
		row, err := o.store.Contact(t.Context(), "li", models.MailChannel)
		require.NoError(t, err)
		require.Nil(t, row.Verified)
		o.tell("urge", 1)
		require.Zero(t, o.count(models.Queued), "nothing more is queued for it")
	})
	t.Run("a channel that breaks in the middle keeps what it took and gives the rest back", func(t *testing.T) {
		o := opened(t, storetest.SQLite(t))
		o.tell("urge", 10)
		o.gate.says = func(Message) error {
			if len(o.gate.got) == 4 {
				return Away{errors.New("connection reset")}
			}
			return nil
		}
		require.NoError(t, o.Round(t.Context()))
		require.Equal(t, 4, o.count(models.Sent))
		o.gate.says = nil
		o.pass(time.Minute, 10*time.Second)
		require.Len(t, o.gate.times(), 10)
		require.Len(t, o.gate.got, 10)
	})
	t.Run("one that cannot be written does not hold up the others", func(t *testing.T) {
		o := opened(t, storetest.SQLite(t))
		o.tell("broken", 1)
		o.tell("urge", 1)
		require.NoError(t, o.Round(t.Context()))
		require.Equal(t, 1, o.count(models.Sent))
		require.Equal(t, 1, o.count(models.Queued))
	})
	t.Run("an address that was taken back gets nothing", func(t *testing.T) {
		o := opened(t, storetest.SQLite(t))
		o.tell("urge", 1)
		require.NoError(t, o.store.ForgetContact(t.Context(), "li", models.MailChannel))
		require.NoError(t, o.Round(t.Context()))
		require.Empty(t, o.gate.got)
		require.Equal(t, 1, o.count(models.Unaddressed))
	})
	t.Run("what the gateway took while the database was away is noted later, not sent again", func(t *testing.T) {
		o := opened(t, storetest.SQLite(t))
		o.tell("urge", 1)
		o.Book = &forgetful{Store: o.store}
		require.Error(t, o.Round(t.Context()))
		require.Equal(t, 1, o.count(models.Queued))
		o.pass(3*time.Minute, time.Minute)
		require.Len(t, o.gate.got, 1)
		require.Equal(t, 1, o.count(models.Sent))
	})
	t.Run("a process that ends meanwhile lets another send it again, under the same key", func(t *testing.T) {
		o := opened(t, storetest.SQLite(t))
		o.tell("urge", 1)
		o.Book = &forgetful{Store: o.store}
		require.Error(t, o.Round(t.Context()))
		o.Courier = o.courier()
		o.pass(time.Minute, 10*time.Second)
		require.Len(t, o.gate.got, 1, "the lease is not over")
		o.pass(2*time.Minute, 10*time.Second)
		require.Len(t, o.gate.got, 2)
		require.Len(t, o.gate.times(), 1, "by which the receiver can tell")
	})
}
