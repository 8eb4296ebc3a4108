package workflows_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"

	"mingcha/activities/officetest"
	"mingcha/models"
)

func TestAlarm(t *testing.T) {
	// timers counts the alarms set and cancelled while a case lives, and how often the append was asked.
	type counts struct{ set, cancelled, turns int }
	count := func(s *story) *counts {
		c := &counts{}
		s.env.SetOnTimerScheduledListener(func(string, time.Duration) { c.set++ })
		s.env.SetOnTimerCanceledListener(func(string) { c.cancelled++ })
		s.env.SetOnLocalActivityStartedListener(func(info *activity.Info, _ context.Context, _ []any) {
			if info.ActivityType.Name == "Append" {
				c.turns++
			}
		})
		return c
	}

	t.Run("a case that is handled in a day is not woken and sets no alarm for what is put off", func(t *testing.T) {
		s := begin(t, models.WindowChannel)
		c := count(s)
		s.at(1*hour, officetest.Wang, models.Accept, accepting())
		s.at(2*hour, officetest.Li, models.Approve, step("review"))
		s.at(3*hour, officetest.Zhao, models.Approve, step("audit"))
		s.at(4*hour, officetest.Sun, models.Approve, step("decide"))
		s.at(5*hour, officetest.Qian, models.Deliver, step("deliver"))
		s.at(6*hour, officetest.Qian, models.Close, models.Facts{})
		require.Equal(t, "close", last(s.run()))
		require.Equal(t, 6, c.turns)
		require.Less(t, c.set-c.cancelled, 2, "one alarm at a time")
		require.Less(t, c.set, 6, "fewer alarms than commands")
	})

	t.Run("an alarm that rings for what was put off asks the record nothing, and the case keeps its later threshold", func(t *testing.T) {
		s := begin(t, models.WindowChannel)
		c := count(s)
		s.at(1*hour, officetest.Wang, models.Accept, accepting())
		s.at(2*hour, officetest.Li, models.Approve, step("review"))
		s.at(3*hour, officetest.Zhao, models.Approve, step("audit"))
		s.at(40*day, models.Actor{Account: models.ApplicantAccount}, models.Withdraw, models.Facts{})
		verbs := s.run()
		require.Contains(t, verbs, "issue_card R-T1 red")
		require.Equal(t, "withdraw", last(verbs))
		spoke := 0
		for _, v := range verbs[1:] {
			if v != "accept" && v != "approve" && v != "withdraw" {
				spoke++
			}
		}
		require.LessOrEqual(t, c.turns, 4+spoke, "every turn writes")
	})
}

func last(verbs []string) string { return verbs[len(verbs)-1] }
