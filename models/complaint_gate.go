package models

import "slices"

// complaintGate is what a verb asks of a complaint.
type complaintGate struct {
	statuses []ComplaintStatus // none: any
	checks   []func(*Complaint, Command) error
}

type complaintChecks = []func(*Complaint, Command) error

// Groups of statuses.
var (
	unaccepted  = []ComplaintStatus{ComplaintLodged}
	undertaken  = []ComplaintStatus{ComplaintAccepted, ComplaintHanded, ComplaintHandling}
	unreplied   = []ComplaintStatus{ComplaintLodged, ComplaintAccepted, ComplaintHanded, ComplaintHandling}
	replied     = []ComplaintStatus{ComplaintAnswered}
	published   = []ComplaintStatus{ComplaintAnswered, ComplaintReviewing, ComplaintClosed}
	underReview = []ComplaintStatus{ComplaintReviewing}
)

// complaintGates lists every command that a person, another subject, or the complaint by itself can give.
var complaintGates = map[Verb]complaintGate{
	AcceptComplaint:   {unaccepted, complaintChecks{notAccused}},
	DeclineComplaint:  {unaccepted, complaintChecks{notAccused, complaintReasoned}},
	RouteComplaint:    {unaccepted, complaintChecks{notAccused, complaintReasoned}},
	HandleSelf:        {undertaken, complaintChecks{notAccused, handlerNotAccused}},
	AssignComplaint:   {undertaken, complaintChecks{notAccused, complaintReasoned, toOtherUnit}},
	TransferComplaint: {unreplied, complaintChecks{notAccused, complaintReasoned, toOtherUnit}},
	SubmitUp:          {unreplied, complaintChecks{notAccused, complaintReasoned, toSuperior}},
	HandDown:          {unreplied, complaintChecks{notAccused, complaintReasoned, toOtherUnit}},
	ReturnComplaint:   {[]ComplaintStatus{ComplaintLodged, ComplaintHanded}, complaintChecks{notAccused, complaintReasoned, handed}},
	ExtendComplaint:   {undertaken, complaintChecks{notAccused, complaintReasoned, extendable}},
	RecordInquiry:     {[]ComplaintStatus{ComplaintHandling, ComplaintReviewing}, complaintChecks{notAccused, complaintReasoned}},
	AnswerComplaint:   {[]ComplaintStatus{ComplaintHandling}, complaintChecks{notAccused, myComplaint, complaintReasoned, resultKnown}},
	PublishAnswer:     {[]ComplaintStatus{ComplaintAnswered, ComplaintClosed}, complaintChecks{notAccused, publishable}},
	RetractAnswer:     {published, complaintChecks{notAccused, complaintReasoned, isPublished}},
	CallBack:          {append(slices.Clone(unreplied), ComplaintAnswered, ComplaintReviewing), complaintChecks{notAccused, reachable, complaintReasoned, satisfactionKnown(false)}},
	RateAnswer:        {replied, complaintChecks{notAccused, unrated, satisfactionKnown(true)}},
	AskReview:         {replied, complaintChecks{byComplainant, ofInstance(FirstInstance), complaintReasoned, toSuperior}},
	AskReReview:       {replied, complaintChecks{byComplainant, ofInstance(ReviewInstance), complaintReasoned, toSuperior}},
	DecideReview:      {underReview, complaintChecks{notAccused, ofInstance(ReviewInstance), complaintReasoned, reviewOutcome, reviewedByOthers}},
	DecideReReview:    {underReview, complaintChecks{notAccused, ofInstance(ReReviewInstance), complaintReasoned, reviewOutcome, reviewedByOthers}},
	WithdrawComplaint: {append(slices.Clone(unreplied), ComplaintReviewing), complaintChecks{notAccused, withdrawnWhy}},
	CloseComplaint:    {replied, complaintChecks{notAccused, calledBack}},
	OpenLead:          {nil, complaintChecks{suspectedNew}},
	Warn:              {nil, complaintChecks{complaintSignalNew}},
	IssueCard:         {nil, complaintChecks{complaintSignalNew}},
	WithholdCard:      {nil, complaintChecks{complaintSignalNew}},
	ReleaseCard:       {nil, complaintChecks{complaintReasoned, complaintSignalIs(Withheld)}},
	DropCard:          {nil, complaintChecks{complaintReasoned, complaintSignalIs(Withheld)}},
	WithdrawCard:      {nil, complaintChecks{complaintSignalIs(Issued, Withheld)}},
	CardSettled:       {nil, complaintChecks{func(c *Complaint, cmd Command) error { return c.Marks.known(cmd) }}},
	Recalendar:        {nil, nil},
	RaiseIncident:     {nil, nil},
	SettleIncident:    {nil, nil},
}

// Gate answers whether a command may be carried out on the complaint as it stands.
func (c *Complaint) Gate(cmd Command) error {
	if cmd.Verb == LodgeComplaint {
		return c.mayLodge(cmd)
	}
	rule, known := complaintGates[cmd.Verb]
	switch {
	case !known:
		return Errorf(Invalid, "unknown_verb", "%q is not a command on a complaint", cmd.Verb)
	case c.N == 0:
		return Errorf(NotFound, "no_such_complaint", "there is no such complaint")
	case len(rule.statuses) > 0 && !slices.Contains(rule.statuses, c.Status):
		return Errorf(Conflict, "not_in_status", "%s is not possible while the complaint is %s", cmd.Verb, c.Status)
	}
	for _, check := range rule.checks {
		if err := check(c, cmd); err != nil {
			return err
		}
	}
	return nil
}

// mayLodge asks for what fixes a complaint. Without a name nothing is kept by which the complainant could be found.
func (c *Complaint) mayLodge(cmd Command) error {
	if c.N > 0 {
		return Errorf(Conflict, "already_filed", "the complaint was lodged before")
	}
	f := cmd.Facts.Complaint
	if f == nil || f.Number == "" || f.About == "" || f.Unit == "" {
		return wants(false, "/complaint")
	}
	if !f.Named && (f.Complainant != "" || cmd.Actor.Person != "") {
		return Faulty("an anonymous complaint keeps nothing of its complainant", []Fault{{Field: "/complainant", Rule: "unexpected"}})
	}
	return nil
}

// notAccused keeps the person complained of from every step of the complaint (M05), also as a stand-in and for one.
func notAccused(c *Complaint, cmd Command) error {
	if c.IsAccused(cmd.Actor.Account) || c.IsAccused(cmd.Actor.Seat()) {
		return Errorf(Forbidden, "complained_of", "who is complained of has no hand in the complaint (M05)")
	}
	return nil
}

// byComplainant leaves it to who complains whether there is a review.
func byComplainant(_ *Complaint, cmd Command) error {
	if cmd.Actor.Account != ApplicantAccount {
		return Errorf(Forbidden, "not_complainant", "only who complains asks for a review")
	}
	return nil
}

func handlerNotAccused(c *Complaint, cmd Command) error {
	if c.IsAccused(cmd.Facts.To) {
		return Errorf(Forbidden, "complained_of", "who is complained of does not handle the complaint (M05)")
	}
	return nil
}

func complaintReasoned(_ *Complaint, cmd Command) error { return wants(cmd.Facts.Reasoned, "/reason") }

func toOtherUnit(c *Complaint, cmd Command) error {
	if cmd.Facts.ToUnit == c.Unit {
		return Faulty("the complaint lies with this unit", []Fault{{Field: "/unit", Rule: "unknown"}})
	}
	return wants(cmd.Facts.ToUnit != "" && cmd.Facts.Complaint != nil && cmd.Facts.Complaint.Path != "", "/unit")
}

// toSuperior asks that there is a unit above.
func toSuperior(c *Complaint, cmd Command) error {
	if cmd.Facts.ToUnit == "" || cmd.Verb == SubmitUp && cmd.Facts.ToUnit == c.Unit {
		return Errorf(Conflict, "no_superior", "no supervision organ is above this unit")
	}
	return nil
}

func handed(c *Complaint, _ Command) error {
	if c.Returnable() == nil {
		return Errorf(Conflict, "not_handed", "no other unit has handed the complaint on")
	}
	return nil
}

func extendable(c *Complaint, _ Command) error {
	if c.Extended || c.Terms().Extension == 0 {
		return Errorf(Conflict, "extended_before", "a complaint is extended once at most (C03)")
	}
	return nil
}

// myComplaint asks that the handler speaks; another one is named by handle_self.
func myComplaint(c *Complaint, cmd Command) error {
	if c.Holder != cmd.Actor.Seat() && c.Holder != cmd.Actor.Account {
		return Errorf(Forbidden, "held_by_other", "the complaint is handled by a colleague")
	}
	return nil
}

func resultKnown(_ *Complaint, cmd Command) error {
	f := cmd.Facts.Complaint
	return wants(f != nil && slices.Contains([]string{Founded, Partly, Unfounded}, f.Result), "/result")
}

func satisfactionKnown(needed bool) func(*Complaint, Command) error {
	return func(_ *Complaint, cmd Command) error {
		f := cmd.Facts.Complaint
		if !needed && (f == nil || f.Satisfaction == "") {
			return nil
		}
		return wants(f != nil && slices.Contains([]string{SaidSatisfied, SaidFairly, SaidDissatisfied}, f.Satisfaction), "/satisfaction")
	}
}

// publishable keeps an answer that reached its complainant from the public: only one that nobody could be sent is published.
func publishable(c *Complaint, _ Command) error {
	switch {
	case c.Facts.Named:
		return Errorf(Conflict, "answered_by_name", "only answers to complaints without a name are published")
	case c.Last() == nil || !c.Published.IsZero():
		return Errorf(Conflict, "published_before", "the answer that stands is published, or there is none")
	default:
		return nil
	}
}

func isPublished(c *Complaint, _ Command) error {
	if c.Published.IsZero() {
		return Errorf(Conflict, "not_published", "the answer is not published")
	}
	return nil
}

// reachable asks that there is somebody to call.
func reachable(c *Complaint, _ Command) error {
	if !c.Facts.Named {
		return Errorf(Conflict, "no_contact", "the complaint was lodged without a name: nobody can be called")
	}
	return nil
}

func unrated(c *Complaint, _ Command) error {
	if c.Rated != 0 {
		return Errorf(Conflict, "rated_before", "the answer was rated before")
	}
	return nil
}

func ofInstance(instance int) func(*Complaint, Command) error {
	return func(c *Complaint, cmd Command) error {
		if c.Instance != instance {
			return Errorf(Conflict, "other_instance", "%s is not possible in instance %d", cmd.Verb, c.Instance)
		}
		return nil
	}
}

func reviewOutcome(_ *Complaint, cmd Command) error {
	if !slices.Contains([]string{Uphold, Change, Redo}, cmd.Facts.Outcome) {
		return wants(false, "/outcome")
	}
	if cmd.Facts.Outcome != Change {
		return nil
	}
	return resultKnown(nil, cmd)
}

// reviewedByOthers keeps apart who answered and who reviews.
func reviewedByOthers(c *Complaint, cmd Command) error {
	for _, a := range c.Answers {
		if a.By == cmd.Actor.Account || a.By == cmd.Actor.Seat() {
			return Errorf(Forbidden, "second_person", "a review is decided by somebody who has not answered the complaint")
		}
	}
	return nil
}

// withdrawnWhy asks an official for the reason; the complainant owes none.
func withdrawnWhy(_ *Complaint, cmd Command) error {
	return wants(cmd.Facts.Reasoned || cmd.Actor.Account == ApplicantAccount, "/reason")
}

func calledBack(c *Complaint, _ Command) error {
	if c.OwesCall() {
		return Errorf(Conflict, "call_back_first", "who gave a bad review is called back before it is closed (C08)")
	}
	return nil
}

func suspectedNew(c *Complaint, cmd Command) error { return suspectedBefore(c.Suspected, cmd) }

func complaintSignalNew(c *Complaint, cmd Command) error { return c.Marks.new(cmd) }

func complaintSignalIs(states ...MarkState) func(*Complaint, Command) error {
	return func(c *Complaint, cmd Command) error { return c.Marks.are(cmd, states) }
}
