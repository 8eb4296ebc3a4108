package api

import (
	"strings"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/models/supervision"
)

// teller words the traces of one case in the reader's language: rules and clocks by their names, offices with their unit.
type teller struct {
	*naming
	words    sentences
	language Language
	set      *supervision.RuleSet
	bundle   *process.Bundle
}

// tell fills in what a trace is called and its sentence.
func (t teller) tell(trace RuleTrace) RuleTrace {
	trace.Version, trace.Name, trace.ClockName = t.set.Version, t.rule(trace.Rule), t.clockName(trace.Clock)
	key := "rule_" + trace.Verdict
	level := t.words.reason("level_"+string(trace.Level), t.language)
	switch climbs := trace.Effect == string(models.Climb); {
	case climbs && (trace.Verdict == notReached || trace.Verdict == silent):
		key = "rung_" + trace.Verdict
	case !climbs && trace.Effect != "":
		level = t.words.reason("effect_"+trace.Effect, t.language)
	}
	at := ""
	if !trace.At.IsZero() {
		at = legalMinute(trace.At)
	}
	trace.Sentence = strings.NewReplacer(
		"{rule}", strings.TrimSpace(trace.Rule+" "+trace.Name), "{clock}", trace.ClockName, "{level}", level, "{at}", at,
		"{rung}", itoa(trace.Rung), "{told}", t.told(trace),
	).Replace(t.words.reason(key, t.language))
	return trace
}

// rule is what the rule set calls a rule.
func (t teller) rule(code string) string {
	for _, r := range t.set.Rules {
		if r.Code == code {
			return saying{r.Name, r.NameEN}.in(t.language)
		}
	}
	return ""
}

// clockName words the name of a clock: its kind, the step that it counts, and which run it is if there were several.
func (t teller) clockName(name string) string {
	name, run, _ := strings.Cut(name, "#")
	kind, key, _ := strings.Cut(name, "/")
	said := t.words.reason("clock_"+kind, t.language)
	if i := t.bundle.Procedure.StepIndex(key); key != "" && i >= 0 {
		step := t.bundle.Procedure.Steps[i]
		said = strings.ReplaceAll(t.words.reason("clock_of_step", t.language), "{step}", saying{step.Name, step.NameEN}.in(t.language))
	}
	if run == "" || run == "1" {
		return said
	}
	return strings.NewReplacer("{clock}", said, "{n}", run).Replace(t.words.reason("clock_again", t.language))
}

// told words whom a rung has told, each with post and unit, or the offices that it will tell.
func (t teller) told(trace RuleTrace) string {
	var out []string
	say := func(key string, unit UnitName, role, name string) {
		place := saying{unit.Name, unit.NameEn}.in(t.language)
		out = append(out, strings.NewReplacer("{unit}", place, "{role}", role, "{name}", name).Replace(t.words.reason(key, t.language)))
	}
	for _, o := range trace.Told {
		say("told_person", o.Unit, saying{o.Role.Name, o.Role.NameEn}.in(t.language), o.Name)
	}
	for _, o := range trace.Tell {
		say("told_office", o.Unit, t.words.reason("office_"+string(o.Recipient), t.language), "")
	}
	if len(out) == 0 {
		return t.words.reason("nobody_told", t.language)
	}
	return strings.Join(out, t.words.reason("told_separator", t.language))
}

// legalMinute writes a threshold as the pages do: a day ends at its 24:00, not at the next day's first instant.
func legalMinute(at time.Time) string {
	local := at.In(clock.Zone)
	if local.Hour() == 0 && local.Minute() == 0 && local.Second() == 0 {
		return local.AddDate(0, 0, -1).Format(time.DateOnly) + " 24:00"
	}
	return local.Format("2006-01-02 15:04")
}
