package models

import "slices"

// notRecused keeps those out who have withdrawn because of interest, also as stand-ins. They may still hand on what they
// have.
func (c *Case) notRecused(cmd Command) error {
	if cmd.Verb == Recuse || slices.Contains(applicantVerbs, cmd.Verb) {
		return nil
	}
	if c.HasRecused(cmd.Actor.Account) || c.HasRecused(cmd.Actor.Seat()) {
		return Errorf(Forbidden, "recused", "who has withdrawn because of interest does not act in this case (A07)")
	}
	return nil
}

// notWaiting refuses a word before those were heard whom the seat has asked.
func notWaiting(c *Case, cmd Command) error {
	i := c.procedure.StepIndex(cmd.Facts.Step)
	if c.Steps[i].awaitsBefore(cmd.Actor.Seat(), c.procedure.Steps[i].Shared()) {
		return Errorf(Conflict, "awaits_sign", "step %s waits for somebody who was asked into it", cmd.Facts.Step)
	}
	return nil
}

// asksFor judges whom a seat asks into its step, and when he is heard. After a decision nobody is heard.
func asksFor(c *Case, cmd Command) error {
	s := c.Step(cmd.Facts.Step)
	kind := c.procedure.Steps[c.procedure.StepIndex(s.Key)].Kind
	switch {
	case cmd.Verb == AddSign && cmd.Facts.Order != SignBefore && cmd.Facts.Order != SignAfter:
		return wants(false, "/order")
	case cmd.Facts.Order == SignAfter && kind == DecideStep:
		return Errorf(Forbidden, "decision_final", "a decision stands when it is spoken: ask before it")
	case cmd.Facts.To == cmd.Actor.Account || cmd.Facts.To == cmd.Actor.Seat():
		return Faulty("nobody asks himself", []Fault{{Field: "/to", Rule: "not_a_person"}})
	case len(s.Signs) >= mostSigners:
		return Errorf(Conflict, "too_many_signers", "at most %d people are asked into one step", mostSigners)
	}
	return nil
}

// onlyDelegate keeps a seat to one delegate at a time.
func onlyDelegate(c *Case, cmd Command) error {
	if slices.ContainsFunc(c.Step(cmd.Facts.Step).Signs, func(g Signer) bool {
		return g.Kind == Delegated && !g.Said && g.Asker == cmd.Actor.Seat()
	}) {
		return Errorf(Conflict, "delegated_already", "step %s is delegated already", cmd.Facts.Step)
	}
	return nil
}

// mySign asks that the actor was asked into the step, has not answered, and that it is his turn.
func mySign(c *Case, cmd Command) error {
	s := c.Step(cmd.Facts.Step)
	j := s.signer(cmd.Actor.Seat())
	switch {
	case j < 0:
		return Errorf(Forbidden, "not_asked", "this person was not asked into step %s", s.Key)
	case s.Signs[j].Said:
		return Errorf(Conflict, "already_said", "this person has already given an opinion on step %s", s.Key)
	case s.speaksTwice(cmd.Actor):
		return Errorf(Forbidden, "one_seat", "in step %s nobody speaks for two", s.Key)
	case !s.turn(s.Signs[j]):
		return Errorf(Conflict, "not_your_turn", "step %s waits for who asked first", s.Key)
	}
	return nil
}

// myPlace asks that the actor has any place in the step that still waits: a seat, a sign, the pool.
func myPlace(c *Case, cmd Command) error {
	s := c.Step(cmd.Facts.Step)
	if j := s.signer(cmd.Actor.Seat()); j >= 0 && !s.Signs[j].Said {
		return nil
	}
	return mySeat(c, cmd)
}

// notAside refuses to withdraw a second time to whoever has no place left.
func notAside(c *Case, cmd Command) error {
	if c.HasRecused(cmd.Actor.Seat()) && !c.Step(cmd.Facts.Step).takesPart(cmd.Actor.Seat()) {
		return Errorf(Conflict, "recused", "this person has withdrawn from the case already")
	}
	return nil
}

// removable asks that the one to be removed was asked by the actor's seat, or into a step that the actor holds alone,
// and has not answered.
func removable(c *Case, cmd Command) error {
	s := c.Step(cmd.Facts.Step)
	j := s.signer(cmd.Facts.To)
	switch {
	case j < 0 || s.Signs[j].Said:
		return Errorf(Conflict, "no_sign", "nobody of that name is awaited in step %s", s.Key)
	case s.Signs[j].Asker != cmd.Actor.Seat() && s.Holder != cmd.Actor.Seat():
		return Errorf(Forbidden, "not_asker", "who was asked into step %s is released by the one who asked", s.Key)
	}
	return nil
}

// unread asks that nobody has opened the step in this round, and that somebody else could still take back what led to it:
// only then does the read mark say anything. Who looks at what he has just handed on takes nothing from himself.
func unread(c *Case, cmd Command) error {
	s := c.Step(cmd.Facts.Step)
	if !s.Read.IsZero() {
		return Errorf(Conflict, "opened_already", "step %s was opened before", s.Key)
	}
	to := c.procedure.StepIndex(s.Key)
	for i, before := range c.Steps {
		back := Command{Verb: TakeBack, Actor: Actor{Account: before.By}, Facts: Facts{Step: before.Key}}
		if before.By != "" && before.By != cmd.Actor.Seat() && c.procedure.Before(i, to) && mine(c, back) == nil && nextUntouched(c, back) == nil {
			return nil
		}
	}
	return Errorf(Conflict, "needless", "nobody could take back what led to step %s", s.Key)
}

// mine asks that the step is done, by the actor's own word, and that this word was no last one: acceptance and decision
// are told to the applicant, in a shared step every word stands.
func mine(c *Case, cmd Command) error {
	s := c.Step(cmd.Facts.Step)
	switch {
	case s == nil:
		return Faulty("the step is not part of this procedure", []Fault{{Field: "/step", Rule: "unknown"}})
	case s.Phase != Done || cmd.Facts.Round != 0 && cmd.Facts.Round != s.Round:
		return Errorf(Conflict, "not_done", "step %s has not been done", s.Key)
	}
	step := c.procedure.Steps[c.procedure.StepIndex(s.Key)]
	switch {
	case step.Kind != OpinionStep || step.Shared() || s.By == "" || slices.ContainsFunc(s.Signs, func(g Signer) bool { return g.Kind == SignAfter }):
		return Errorf(Forbidden, "final_word", "what was said in step %s stands", s.Key)
	case s.By != cmd.Actor.Seat():
		return Errorf(Forbidden, "not_yours", "step %s was done by somebody else", s.Key)
	}
	return nil
}

// nextUntouched asks that nobody after the step has opened or done anything since.
func nextUntouched(c *Case, cmd Command) error {
	i := c.procedure.StepIndex(cmd.Facts.Step)
	for j := range c.Steps {
		s := &c.Steps[j]
		if !c.procedure.Before(i, j) || s.Opened.IsZero() {
			continue
		}
		if s.Phase != Open || len(s.Signs) > 0 || slices.ContainsFunc(s.Votes, func(v Vote) bool { return v.Said != "" }) {
			return Errorf(Conflict, "next_has_acted", "step %s has been worked on since", s.Key)
		}
		if !s.Read.IsZero() {
			return Errorf(Conflict, "next_has_opened", "step %s has been opened since", s.Key)
		}
	}
	return nil
}

// mostCopies of one command.
const mostCopies = 20

// namesCopies asks for people who may know of the case: neither the applicant nor who has withdrawn.
func namesCopies(c *Case, cmd Command) error {
	copies := cmd.Facts.Copies
	if len(copies) == 0 || len(copies) > mostCopies {
		return wants(false, "/copies")
	}
	for j, to := range copies {
		if to == "" || slices.Contains(copies[:j], to) || to == cmd.Actor.Account || to == c.Filed.Account || c.HasRecused(to) {
			return Faulty("a copy goes to colleagues, once", []Fault{{Field: "/copies", Rule: "not_a_person"}})
		}
	}
	return nil
}

// replaced asks who follows, where a place cannot go back to a pool.
func replaced(c *Case, cmd Command) error {
	if cmd.Facts.To != "" {
		return mayTake(c, cmd)
	}
	s := c.Step(cmd.Facts.Step)
	leaving := cmd.Actor.Seat()
	if cmd.Verb == HandOver {
		leaving = cmd.Facts.From
	}
	if s.signer(leaving) >= 0 {
		return wants(cmd.Verb == Recuse, "/to") // who asked does without
	}
	return wants(!c.procedure.Steps[c.procedure.StepIndex(s.Key)].Shared(), "/to")
}

// handsFrom asks that the one whose work is handed over has a place in the step that waits.
func handsFrom(c *Case, cmd Command) error {
	from, s := cmd.Facts.From, c.Step(cmd.Facts.Step)
	if from == "" {
		return wants(false, "/giver")
	}
	for _, slot := range c.Slots(c.procedure.StepIndex(s.Key)) {
		if slot.Account == from {
			return nil
		}
	}
	j := s.signer(from)
	silent := slices.ContainsFunc(s.Votes, func(v Vote) bool { return v.Account == from && v.Said == "" })
	if j >= 0 && !s.Signs[j].Said || silent && s.Spoken == "" {
		return nil
	}
	return Errorf(Conflict, "nothing_to_hand", "step %s does not wait for this person", s.Key)
}

// fromThere asks the same where a reassignment names whose place it means.
func fromThere(c *Case, cmd Command) error {
	if cmd.Facts.From == "" {
		return nil
	}
	return handsFrom(c, cmd)
}

// notSigner keeps a step from who was asked into it: nobody speaks for two.
func notSigner(c *Case, cmd Command) error {
	if s := c.Step(cmd.Facts.Step); s.signer(cmd.Actor.Seat()) >= 0 || s.speaksTwice(cmd.Actor) {
		return Errorf(Forbidden, "one_seat", "in step %s nobody speaks for two", s.Key)
	}
	return nil
}

// handOverGrounds are the occasions on which open work changes hands.
var handOverGrounds = []string{"shift", "leave", "departure"}

func handOverGround(_ *Case, cmd Command) error {
	if !slices.Contains(handOverGrounds, cmd.Facts.Ground) {
		return Faulty("work is handed over at the end of a shift, on leave or on departure", []Fault{{Field: "/ground", Rule: "unknown"}})
	}
	return nil
}

// askable says whether the applicant may be asked after acceptance: not in a permit, where everything that is missing is
// told once and before; elsewhere if the item's procedure has it, and once.
func (c *Case) askable() error {
	switch {
	case !c.procedure.AskLater:
		return Errorf(Forbidden, "not_to_applicant", "after acceptance nothing goes back to the applicant: what is missing is told once, before (K02)")
	case c.Asked > 0:
		return Errorf(Forbidden, "once_only", "what is missing is told once, and all of it (K02)")
	}
	return nil
}
