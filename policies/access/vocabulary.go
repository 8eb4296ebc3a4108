package access

import "slices"

// Kind is what a permission is about.
type Kind string

// The kinds.
const (
	Case         Kind = "case"        // 办件, and every command on it but a decision
	DecidingStep Kind = "decision"    // a step that decides: approve there grants, refuse denies
	Task         Kind = "task"        // 待办, as a list shows it
	Card         Kind = "card"        // 预警、黄牌、红牌
	Lead         Kind = "lead"        // 疑点线索
	Complaint    Kind = "complaint"   // 效能投诉
	Attachment   Kind = "attachment"  // a file of a case
	Incident     Kind = "incident"    // 异常
	Board        Kind = "board"       // figures over divisions and units
	Item         Kind = "item"        // 事项
	Bundle       Kind = "bundle"      // a published procedure with its forms
	Calendar     Kind = "calendar"    // 工作日历
	RuleSet      Kind = "ruleset"     // supervision rules
	Account      Kind = "account"     // 账号
	Appointment  Kind = "appointment" // 任职
	Absence      Kind = "absence"     // 离岗
	Audit        Kind = "audit"       // the audit chain
	Operations   Kind = "operations"  // the state of the machine
	Evaluation   Kind = "evaluation"  // 绩效测评 of a period, as its organ makes it
	Score        Kind = "score"       // what a unit or window achieved
	StaffScore   Kind = "staff_score" // what a person achieved
	Fee          Kind = "fee"         // movements of money, over many cases
	Proceeding   Kind = "proceeding"  // 问责程序 against a unit or person, as it is opened
)

// Kinds lists the kinds.
func Kinds() []Kind {
	return []Kind{
		Case, DecidingStep, Task, Card, Lead, Complaint, Attachment, Incident, Board, Item, Bundle, Calendar, RuleSet, Account, Appointment, Absence, Audit,
		Operations, Evaluation, Score, StaffScore, Fee, Proceeding,
	}
}

// KindAt returns what a command at a step of this kind is about: a decision at a step that decides, else the case.
func KindAt(step string) Kind {
	if step == "decide" {
		return DecidingStep
	}
	return Case
}

// Action is what somebody wants to do. The commands on cases and cards have the names of their verbs.
type Action string

// The actions.
const (
	Read   Action = "read"   // see it, with personal data masked
	Unmask Action = "unmask" // see personal data, for which a reason is asked and audited

	Submit           Action = "submit" // take in an application at the counter
	Receive          Action = "receive"
	SendBack         Action = "send_back"
	Accept           Action = "accept"
	Decline          Action = "decline"
	NotifySupplement Action = "notify_supplement"
	Contribute       Action = "contribute" // as a co-department, for the one notice
	Forward          Action = "forward"
	VoidCase         Action = "void_case"
	Supply           Action = "supply" // take in what was missing at the counter
	Claim            Action = "claim"
	Approve          Action = "approve"
	Refuse           Action = "refuse"
	Return           Action = "return"
	Transfer         Action = "transfer"
	AddSign          Action = "add_sign"
	RemoveSign       Action = "remove_sign"
	Delegate         Action = "delegate"
	Sign             Action = "sign" // as somebody who was asked into a step
	TakeBack         Action = "take_back"
	OpenTask         Action = "open_task"
	Copy             Action = "copy"
	Recuse           Action = "recuse"
	HandOver         Action = "hand_over"
	StartSpecial     Action = "start_special"
	FinishSpecial    Action = "finish_special"
	Extend           Action = "extend"
	Deliver          Action = "deliver"
	Close            Action = "close"
	ChargeFee        Action = "charge"
	RecordPayment    Action = "record_payment"
	Refund           Action = "refund"
	Waive            Action = "waive"
	Archive          Action = "archive_case"
	Correct          Action = "correct"
	Withdraw         Action = "withdraw" // take in the applicant's withdrawal at the counter
	Urge             Action = "urge"
	AnswerUrge       Action = "answer_urge"
	Reopen           Action = "reopen"
	AnswerRating     Action = "answer_rating"

	DemandExplanation Action = "demand_explanation"
	Reassign          Action = "reassign"
	TakeOver          Action = "take_over"
	StopClock         Action = "stop_clock"
	ResumeClock       Action = "resume_clock"
	ForceReturn       Action = "force_return"
	ForceAdvance      Action = "force_advance"
	CorrectInstant    Action = "correct_instant"
	Terminate         Action = "terminate"
	Confirm           Action = "confirm" // as second supervisor
	Discard           Action = "discard" // as second supervisor
	ReleaseCard       Action = "release_card"
	DropCard          Action = "drop_card"

	OpenCard          Action = "open_card"
	AnswerCard        Action = "answer_card"
	AppealCard        Action = "appeal_card"
	VerifyCard        Action = "verify_card"
	SendBackCard      Action = "send_back_card"
	OrderCard         Action = "order_card"
	AdviseCard        Action = "advise_card"
	ExtendCorrection  Action = "extend_correction"
	WithdrawCard      Action = "withdraw_card"
	MarkSelfCorrected Action = "mark_self_corrected"

	AssignLead  Action = "assign_lead"
	ConfirmLead Action = "confirm_lead"
	DismissLead Action = "dismiss_lead"

	LodgeComplaint    Action = "lodge_complaint" // take in what came to a window, by the hotline or as a petition
	AcceptComplaint   Action = "accept_complaint"
	DeclineComplaint  Action = "decline_complaint"
	RouteComplaint    Action = "route_complaint"
	HandleSelf        Action = "handle_self"
	AssignComplaint   Action = "assign_complaint"
	TransferComplaint Action = "transfer_complaint"
	ReturnComplaint   Action = "return_complaint"
	SubmitUp          Action = "submit_up"
	HandDown          Action = "hand_down"
	ExtendComplaint   Action = "extend_complaint"
	AnswerComplaint   Action = "answer_complaint"
	RecordInquiry     Action = "record_inquiry"
	PublishAnswer     Action = "publish_answer"
	RetractAnswer     Action = "retract_answer"
	CallBack          Action = "call_back"
	RateAnswer        Action = "rate_answer" // as the complainant said on paper or by phone
	DecideReview      Action = "decide_review"
	DecideReReview    Action = "decide_re_review"
	WithdrawComplaint Action = "withdraw_complaint" // as the complainant said
	CloseComplaint    Action = "close_complaint"

	Settle Action = "settle" // an incident

	Measure        Action = "measure"
	EnterScore     Action = "enter_score"
	StrikeEntry    Action = "strike_entry"
	ReviewScores   Action = "review_scores"
	SendBackScores Action = "send_back_scores"
	AnnounceScores Action = "announce_scores"
	AppealScore    Action = "appeal_score"
	DecideAppeal   Action = "decide_appeal" // against a card or a score
	PublishScores  Action = "publish_scores"
	Remeasure      Action = "remeasure"

	Create    Action = "create"
	Change    Action = "change"
	Load      Action = "load"    // upload and check, without effect on anybody
	Publish   Action = "publish" // put into force
	Retire    Action = "retire"  // no new subject begins under it
	Appoint   Action = "appoint"
	Revoke    Action = "revoke"
	Lock      Action = "lock"
	Unlock    Action = "unlock"
	Reset     Action = "reset"     // a lost password or second factor
	Rehydrate Action = "rehydrate" // start subjects again from their record
	Export    Action = "export"
	Verify    Action = "verify" // recompute the chain
)

// Actions lists the actions.
func Actions() []Action {
	return []Action{
		Read, Unmask,
		Submit, Receive, SendBack, Accept, Decline, Contribute, Forward, VoidCase, NotifySupplement, Supply, Claim, Approve, Refuse, Return, Transfer,
		AddSign, RemoveSign, Delegate, Sign, TakeBack, OpenTask, Copy, Recuse, HandOver,
		StartSpecial, FinishSpecial, Extend, Deliver, Close, Archive, Correct, ChargeFee, RecordPayment, Refund, Waive, Withdraw, Urge, AnswerUrge, Reopen, AnswerRating,
		DemandExplanation, Reassign, TakeOver, StopClock, ResumeClock, ForceReturn, ForceAdvance, CorrectInstant, Terminate, Confirm, Discard,
		ReleaseCard, DropCard, OpenCard, AnswerCard, AppealCard, VerifyCard, SendBackCard, OrderCard, AdviseCard, ExtendCorrection,
		WithdrawCard, MarkSelfCorrected, AssignLead, ConfirmLead, DismissLead,
		LodgeComplaint, AcceptComplaint, DeclineComplaint, RouteComplaint, HandleSelf, AssignComplaint, TransferComplaint, ReturnComplaint, SubmitUp,
		HandDown, ExtendComplaint, RecordInquiry, AnswerComplaint, PublishAnswer, RetractAnswer, CallBack, RateAnswer, DecideReview, DecideReReview, WithdrawComplaint, CloseComplaint, Settle,
		Measure, EnterScore, StrikeEntry, ReviewScores, SendBackScores, AnnounceScores, AppealScore, DecideAppeal, PublishScores, Remeasure,
		Create, Change, Load, Publish, Retire, Appoint, Revoke, Lock, Unlock, Reset, Rehydrate, Export, Verify,
	}
}

func (k Kind) known() bool { return slices.Contains(Kinds(), k) }

func (a Action) known() bool { return slices.Contains(Actions(), a) }
