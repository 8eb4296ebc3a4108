package api

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
)

// filedWith is a file with these lines, an hour apart, on a procedure with a publicity that the law leaves out.
func filedWith(deeds ...models.Line) *caseFile {
	days := clock.Limit{N: 5, Unit: clock.UnitWorkday}
	procedure := models.Procedure{Item: "publicised", Acceptance: days, Promised: days, Statutory: days, Delivery: days, Steps: []models.Step{
		{Key: "accept", Name: "受理", Kind: models.AcceptStep, Counts: "acceptance"},
		{Key: "review", Name: "审查", Kind: models.OpinionStep, Counts: "decision", After: []int{0}},
		{Key: "publicity", Name: "公示", NameEN: "Publicity", Kind: models.OpinionStep, Counts: "excluded", Limit: days, After: []int{1}},
		{Key: "decide", Name: "决定", Kind: models.DecideStep, Counts: "decision", After: []int{2}},
	}}
	f := &caseFile{bundle: &process.Bundle{Procedure: procedure}}
	f.row.ID, f.row.Number = "c1", "N1"
	previous := ""
	for i, line := range deeds {
		line.Subject, line.N, line.Previous, line.Hash = "c1", i+1, previous, "hash "+strconv.Itoa(i)
		line.Acted = opening.Add(time.Duration(i) * time.Hour)
		f.lines, previous = append(f.lines, line), line.Hash
	}
	return f
}

func TestNoticesOfTimeLeftOut(t *testing.T) {
	step := func(verb models.Verb, key string) models.Line {
		return models.Line{Verb: verb, Facts: models.Facts{Step: key}}
	}
	walkIn := models.Line{Verb: models.Submit, Facts: models.Facts{Filed: &models.Filed{Number: "N1", Channel: models.WindowChannel}}}
	f := filedWith(walkIn, step(models.Accept, "accept"), step(models.Approve, "review"), step(models.Approve, "publicity"), step(models.Approve, "decide"))

	t.Run("a step whose time the law leaves out is told as it opens and as it ends, without a command of its own (K08)", func(t *testing.T) {
		told := each(f.notices(), func(n issuedNotice) string { return string(n.form.Kind) + " " + strconv.Itoa(n.line.N) })
		require.Equal(t, []string{"receipt 1", "acceptance 2", "special 3", "special_end 4", "decision 5"}, told)
	})
	t.Run("it tells the step's name, the time needed and that the limit stands (K08)", func(t *testing.T) {
		special := f.notices()[2]
		then, err := f.asOf(3)
		require.NoError(t, err)
		facts := map[string]string{}
		specialFacts(facts, then, special, clock.National(), ZhCN)
		require.Equal(t, "公示", facts["special"])
		require.Equal(t, "5个工作日", facts["planned"])
		require.Equal(t, "2026年11月30日", facts["special_due"])
		require.Contains(t, facts["counting"], "停止计算")
	})
	t.Run("a number of its own tells documents of one case apart", func(t *testing.T) {
		numbers := map[string]bool{}
		for _, n := range f.notices() {
			numbers[n.number(f)] = true
		}
		require.Len(t, numbers, 5)
	})
}
