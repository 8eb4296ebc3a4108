package activities_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/activities/officetest"
	"mingcha/models"
)

// TestStandIn appoints who stands in when the case is under way already.
func TestStandIn(t *testing.T) {
	inPlaceOf := func(account, absent, role string) models.Actor {
		a := officetest.Officer(account, role)
		a.For = absent
		return a
	}

	t.Run("who has handled the case does not review it in a colleague's place, whenever that was arranged (A07)", func(t *testing.T) {
		d := accepted(t)
		d.does(li, models.Approve, step("review"))
		require.Equal(t, "four_eyes", d.says(inPlaceOf("li", "zhao", "reviewer"), models.Approve, step("audit")).Reason)
		require.Equal(t, []string{"audit"}, open(d))
	})

	t.Run("neither does somebody else in the place of who has handled it (A07)", func(t *testing.T) {
		d := accepted(t)
		d.does(li, models.Approve, step("review"))
		require.Equal(t, "four_eyes", d.says(inPlaceOf("liu", "li", "reviewer"), models.Approve, step("audit")).Reason)
	})

	t.Run("both who stood in and who was away are barred from the decision that is kept apart (A07)", func(t *testing.T) {
		d := accepted(t)
		d.does(li, models.Approve, step("review"))
		d.does(inPlaceOf("liu", "zhao", "reviewer"), models.Approve, step("audit"))
		require.Equal(t, "four_eyes", d.says(officetest.Officer("zhao", "approver"), models.Approve, step("decide")).Reason)
		require.Equal(t, "four_eyes", d.says(inPlaceOf("liu", "sun", "approver"), models.Approve, step("decide")).Reason)
		d.does(officetest.Sun, models.Approve, step("decide"))
	})
}
