package process_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
)

// flow draws a procedure, mostly one that could be published: sequences and blocks of steps, on condition or not.
type flow struct {
	t    *rapid.T
	n    int
	text strings.Builder
}

// chance is one of so many; the middle one, because rapid likes the ends.
func (f *flow) chance(of int) bool { return rapid.IntRange(1, of).Draw(f.t, "chance") == (of+1)/2 }

// step writes one step of a kind: with a rule for several people, on condition, or left out of the count.
func (f *flow) step(indent, kind, role string) {
	f.n++
	fmt.Fprintf(&f.text, "%s{key: s%d, name: 环节, name_en: Step, kind: %s, role: %s, limit: 5 minute", indent, f.n, kind, role)
	if kind == "review" && f.chance(3) || kind != "accept" && f.chance(8) {
		f.text.WriteString(`, when: "form.area > 10", when_name: 面积大的, when_name_en: if large`)
	}
	if kind == "review" && f.chance(4) {
		f.text.WriteString(", counts: excluded")
	}
	if kind != "accept" && f.chance(4) {
		f.text.WriteString(rapid.SampledFrom([]string{
			", rule: {kind: all, count: 2}", ", rule: {kind: sequential, count: 3}", ", rule: {kind: ratio, percent: 60, count: 3}",
			", rule: {kind: weighted, percent: 50, weights: [2, 1], count: 2}",
		}).Draw(f.t, "rule"))
	}
	f.text.WriteString("}\n")
}

// sequence writes steps and blocks one after the other, blocks within blocks too. Rarely a decision lies among them.
func (f *flow) sequence(first, indent string, depth int) {
	for i := range rapid.IntRange(1, 3).Draw(f.t, "length") {
		lead := indent
		if i == 0 {
			lead = first
		}
		switch {
		case depth > 0 && f.chance(3):
			f.text.WriteString(lead + "parallel:\n")
			for range rapid.IntRange(2, 3).Draw(f.t, "branches") {
				below := strings.Repeat(" ", len(lead))
				f.sequence(below+"  - - ", below+"    - ", depth-1)
			}
		case f.chance(40):
			f.step(lead, "decide", "approver")
		default:
			f.step(lead, "review", "handler")
		}
	}
}

// item is a whole item around the procedure.
func (f *flow) item(small string) string {
	const indent = "      - "
	head, rest, _ := strings.Cut(small, "procedure:\n")
	_, tail, _ := strings.Cut(rest, "form:\n")
	stage := func(name string) { fmt.Fprintf(&f.text, "  - stage: %s\n    name_en: Stage\n    steps:\n", name) }
	f.text.WriteString("procedure:\n")
	stage("受理")
	f.step(indent, "accept", "window_clerk")
	stage("审查")
	f.sequence(indent, indent, 2)
	stage("决定")
	for range rapid.IntRange(1, 2).Draw(f.t, "decisions") {
		f.step(indent, "decide", "approver")
	}
	if f.chance(2) {
		f.text.WriteString(indent + "{key: licence, name: 制证, name_en: Licence, service: issue_licence}\n")
	}
	stage("送达")
	for range rapid.IntRange(1, 2).Draw(f.t, "deliveries") {
		f.step(indent, "deliver", "delivery_clerk")
	}
	tail = strings.Replace(tail, "rules: [R-T1, R-T4, R-T6, A16]", "rules: [R-T1]", 1)
	return strings.Replace(head, "with:\n  - {kind: traffic_police, name: 交警支队, name_en: Traffic Police}\n", "", 1) + f.text.String() + "form:\n" + tail
}

// journey carries one case through a procedure; whoever has a seat or a post acts.
type journey struct {
	t     *rapid.T
	c     *models.Case
	now   time.Time
	holds map[string]bool
}

func (j *journey) says(by models.Actor, verb models.Verb, facts models.Facts) {
	j.now = j.now.Add(time.Minute)
	for _, s := range j.c.Procedure().Steps {
		facts.Conditions = append(facts.Conditions, models.Condition{Step: s.Key, Holds: j.holds[s.Key]})
		for n := range s.Rule.Wanted() {
			if s.Shared() {
				facts.Seats = append(facts.Seats, models.Seat{Step: s.Key, Account: fmt.Sprint(s.Key, "-", n)})
			}
		}
	}
	require.NoError(j.t, j.c.Gate(models.Command{Subject: "c1", Verb: verb, Actor: by, Acted: j.now, Facts: facts}), "%s at %s", verb, facts.Step)
	l := models.Line{Subject: "c1", N: j.c.N + 1, Verb: verb, Actor: by, Acted: j.now, Facts: facts, Alg: models.SHA256, Previous: j.c.Head}
	require.NoError(j.t, l.Seal(sha256.New))
	require.NoError(j.t, j.c.Fold(l))
}

// acts lets one of the open steps have its word, any that may come first.
func (j *journey) acts() {
	open := j.c.OpenSteps()
	i := open[rapid.IntRange(0, len(open)-1).Draw(j.t, "which")]
	step, s := j.c.Procedure().Steps[i], j.c.Steps[i]
	by := models.Actor{Account: step.Key, Role: step.Role, Unit: s.Unit}
	for _, v := range s.Votes {
		if v.Said == "" {
			by.Account = v.Account
			break
		}
	}
	facts := models.Facts{Step: step.Key, Reasoned: true, Remedy: true, Materials: []models.Checked{{No: 1, State: "received"}, {No: 2, State: "shared"}}}
	against := rapid.Bool().Draw(j.t, "against")
	switch {
	case step.Kind == models.ServiceStep:
		j.says(models.System(), models.CompleteStep, facts)
	case step.Kind == models.AcceptStep:
		j.says(by, models.Accept, facts)
	case step.Kind == models.DeliverStep:
		j.says(by, models.Deliver, facts)
	case step.Kind == models.DecideStep && against:
		j.says(by, models.Refuse, facts)
	default:
		facts.Adverse = against && step.Kind == models.OpinionStep
		j.says(by, models.Approve, facts)
	}
}

// TestWhatIsPublishedStrandsNoCase shows that every procedure which the judgement lets through carries every case to its
// close, whatever its conditions come to, whoever acts first and however they decide.
func TestWhatIsPublishedStrandsNoCase(t *testing.T) {
	small, err := os.ReadFile("testdata/small.yaml")
	require.NoError(t, err)
	shares := defaults(t)
	published, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		f := &flow{t: t}
		text := f.item(string(small))
		src, err := process.Parse("street-stall.yaml", []byte(text))
		require.NoError(t, err, text)
		b, err := process.Compile(src, office{}, shares)
		if err != nil {
			require.Equal(t, models.Invalid, models.CodeOf(err), text)
			refused++
			return
		}
		published++
		j := &journey{t: t, c: models.NewCase("c1", &b.Procedure), now: time.Date(2026, 3, 2, 9, 0, 0, 0, clock.Zone), holds: map[string]bool{}}
		for _, s := range b.Procedure.Steps {
			j.holds[s.Key] = s.When == "" || rapid.Bool().Draw(t, s.Key+" takes place")
		}
		j.says(models.Actor{Account: "clerk"}, models.Submit, models.Facts{Filed: &models.Filed{
			Number: "N", Item: "street-stall", Bundle: b.Hash, Unit: "unit", Path: "/44/", Applicant: "ref", Channel: models.WindowChannel,
		}})
		for range 400 {
			if len(j.c.OpenSteps()) == 0 {
				break
			}
			j.acts()
		}
		require.Equal(t, models.Delivered, j.c.Status, "%s\n%v", text, j.holds)
		j.says(models.Actor{Account: "clerk"}, models.Close, models.Facts{})
	})
	t.Logf("%d published, %d refused", published, refused)
	require.Positive(t, published)
	require.Positive(t, refused)
}
