package models

// Verb names what a line records: a person's command or something the subject does by itself when time has come.
type Verb string

// Commands of applicants, windows and officials on a case.
const (
	Submit           Verb = "submit"            // 提交申请
	Receive          Verb = "receive"           // 收件
	SendBack         Verb = "send_back"         // 退件, before it is taken in
	Accept           Verb = "accept"            // 受理
	Decline          Verb = "decline"           // 不予受理
	NotifySupplement Verb = "notify_supplement" // 一次性告知补正
	Supply           Verb = "supply"            // 补齐材料
	Approve          Verb = "approve"           // 同意
	Refuse           Verb = "refuse"            // 不予许可
	Return           Verb = "return"            // 退回 to an earlier step
	Transfer         Verb = "transfer"          // 转办
	Claim            Verb = "claim"             // 认领
	Withdraw         Verb = "withdraw"          // 撤回
	StartSpecial     Verb = "start_special"     // 特别程序开始 (K08)
	FinishSpecial    Verb = "finish_special"    // 特别程序结束
	Extend           Verb = "extend"            // 延期 (K04, K05)
	Deliver          Verb = "deliver"           // 送达
	Close            Verb = "close"             // 办结
	Archive          Verb = "archive_case"      // 归档
	Correct          Verb = "correct"           // 更正 of an obvious mistake
	Urge             Verb = "urge"              // 催办
	AnswerUrge       Verb = "answer_urge"       // 回复催办 or 说明情况
	Reopen           Verb = "reopen"            // 重新办理
	Contribute       Verb = "contribute"        // 材料核对意见 of a co-department, for the one notice
	Forward          Verb = "forward"           // 转报 to the organ whose business it is
	VoidCase         Verb = "void_case"         // 作废 of an entry made by mistake
	Rate             Verb = "rate"              // 评价 of the service by the applicant
	RateAgain        Verb = "rate_again"        // 追评
	AnswerRating     Verb = "answer_rating"     // 回复评价, publicly
)

// What happens to the money of a case (K14). Amounts are computed from published standards.
const (
	ChargeFee     Verb = "charge"         // 开具缴费单
	RecordPayment Verb = "record_payment" // 登记缴费
	Refund        Verb = "refund"         // 退费
	Waive         Verb = "waive"          // 减免
)

// Operations on a step that every human step has, drawn or not.
const (
	AddSign    Verb = "add_sign"    // 加签: somebody else is heard before or after the own word
	RemoveSign Verb = "remove_sign" // 减签
	Delegate   Verb = "delegate"    // 委派: somebody else works on it and gives it back
	Sign       Verb = "sign"        // 签署意见 of who was asked; a delegate gives the step back with it
	TakeBack   Verb = "take_back"   // 拿回 while the next has not opened it
	OpenTask   Verb = "open_task"   // 打开待办: the read mark
	Copy       Verb = "copy"        // 抄送
	Recuse     Verb = "recuse"      // 回避: hands on, and bars oneself from the case
	HandOver   Verb = "hand_over"   // 交接 at the end of a shift, on leave, on departure
)

// Supervisors' commands on a case (干预).
const (
	DemandExplanation Verb = "demand_explanation" // 要求说明
	Reassign          Verb = "reassign"           // 改派 within the unit
	TakeOver          Verb = "take_over"          // 提级办理 by the superior department
	StopClock         Verb = "stop_clock"         // 暂停计时
	ResumeClock       Verb = "resume_clock"       // 恢复计时
	ForceReturn       Verb = "force_return"       // 强制退回
	ForceAdvance      Verb = "force_advance"      // 强制推进
	CorrectInstant    Verb = "correct_instant"    // 更正办理时间: an act was entered for the wrong time
	Terminate         Verb = "terminate"          // 终止
	Confirm           Verb = "confirm"            // 复核确认 by the second supervisor
	Discard           Verb = "discard"            // 复核不同意 by the second supervisor
	ReleaseCard       Verb = "release_card"       // 放行暂扣的牌
	DropCard          Verb = "drop_card"          // 撤除暂扣的牌
)

// What a subject records by itself.
const (
	Warn           Verb = "warn"            // 预警
	IssueCard      Verb = "issue_card"      // 发牌
	WithholdCard   Verb = "withhold_card"   // 暂扣: the brake holds, or the calendar is not published
	WithdrawCard   Verb = "withdraw_card"   // 撤牌 by rule: an earlier act was still on its way
	DeemAccepted   Verb = "deem_accepted"   // 视为受理 (K02)
	Lapse          Verb = "lapse"           // 补正逾期
	CompleteStep   Verb = "complete_step"   // a service step has done its work
	Recalendar     Verb = "recalendar"      // a calendar or rule set that this subject rests on has changed
	Report         Verb = "report"          // a step reported by a docked system
	RaiseIncident  Verb = "raise_incident"  // nobody can act: the incident has a holder and a clock
	SettleIncident Verb = "settle_incident" // the incident is over
)

// What happens to a card.
const (
	OpenCard          Verb = "open_card"           // 送达: a recipient has opened it
	AnswerCard        Verb = "answer_card"         // 反馈 by the unit
	AppealCard        Verb = "appeal_card"         // 申诉 by the unit
	VerifyCard        Verb = "verify_card"         // 核实通过
	SendBackCard      Verb = "send_back_card"      // 退回重报
	OrderCard         Verb = "order_card"          // 督办: a written order with a new date
	AdviseCard        Verb = "advise_card"         // 监察建议 after rounds that failed
	ExtendCorrection  Verb = "extend_correction"   // 延长整改期限
	MarkSelfCorrected Verb = "mark_self_corrected" // 认定自行纠正: it was put right before its discovery
	SupersedeCard     Verb = "supersede_card"      // 升级替代: a card of a higher level takes its place
	ReinstateCard     Verb = "reinstate_card"      // 恢复: the card that took its place was withdrawn
	CardSettled       Verb = "card_settled"        // on the subject of a card: a person withdrew or downgraded it
	Climb             Verb = "climb"               // 升级: the next rung is told
)

// CardVerbs lists the commands that a person can give on a card, in the order a page shows them.
func CardVerbs() []Verb {
	return []Verb{
		OpenCard, AnswerCard, AppealCard, VerifyCard, SendBackCard, OrderCard, AdviseCard, ExtendCorrection, DecideAppeal,
		WithdrawCard, MarkSelfCorrected,
	}
}

// What happens to an evaluation (绩效测评).
const (
	Measure        Verb = "measure"          // 测评: figures are counted and frozen
	Remeasure      Verb = "remeasure"        // 重新测评
	EnterScore     Verb = "enter_score"      // 填报
	StrikeEntry    Verb = "strike_entry"     // 撤销填报
	ReviewScores   Verb = "review_scores"    // 复核
	SendBackScores Verb = "send_back_scores" // 退回修正
	AnnounceScores Verb = "announce_scores"  // 公示
	AppealScore    Verb = "appeal_score"     // 对得分申诉
	DecideAppeal   Verb = "decide_appeal"    // 申诉处理
	PublishScores  Verb = "publish_scores"   // 发布
)

// What happens to a lead (疑点线索). A case that raises the suspicion has a line of the first verb too.
const (
	OpenLead    Verb = "open_lead"    // 发现疑点
	AssignLead  Verb = "assign_lead"  // 指派核查
	ConfirmLead Verb = "confirm_lead" // 核实
	DismissLead Verb = "dismiss_lead" // 排除
)

// LeadVerbs lists the commands that a person can give on a lead.
func LeadVerbs() []Verb { return []Verb{AssignLead, ConfirmLead, DismissLead} }

// What happens to a complaint (效能投诉).
const (
	LodgeComplaint    Verb = "lodge_complaint"    // 投诉
	AcceptComplaint   Verb = "accept_complaint"   // 受理投诉
	DeclineComplaint  Verb = "decline_complaint"  // 不予受理投诉
	RouteComplaint    Verb = "route_complaint"    // 转信访渠道
	HandleSelf        Verb = "handle_self"        // 自办: somebody of the unit takes it up
	AssignComplaint   Verb = "assign_complaint"   // 交办
	TransferComplaint Verb = "transfer_complaint" // 转办
	ReturnComplaint   Verb = "return_complaint"   // 退回: not the unit's matter
	SubmitUp          Verb = "submit_up"          // 上报
	HandDown          Verb = "hand_down"          // 下转
	ExtendComplaint   Verb = "extend_complaint"   // 延期办理投诉
	RecordInquiry     Verb = "record_inquiry"     // 调查取证: what was found out, and proof
	AnswerComplaint   Verb = "answer_complaint"   // 答复投诉
	PublishAnswer     Verb = "publish_answer"     // 公开答复: nobody could be sent it
	RetractAnswer     Verb = "retract_answer"     // 撤下答复
	CallBack          Verb = "call_back"          // 回访
	RateAnswer        Verb = "rate_answer"        // 评价答复
	AskReview         Verb = "ask_review"         // 申请复查
	DecideReview      Verb = "decide_review"      // 复查决定
	AskReReview       Verb = "ask_re_review"      // 申请复核
	DecideReReview    Verb = "decide_re_review"   // 复核决定
	WithdrawComplaint Verb = "withdraw_complaint" // 撤诉
	CloseComplaint    Verb = "close_complaint"    // 投诉办结
)

// ComplaintVerbs lists the commands that an official can give on a complaint, in the order a page shows them.
func ComplaintVerbs() []Verb {
	return []Verb{
		AcceptComplaint, DeclineComplaint, RouteComplaint, HandleSelf, AssignComplaint, TransferComplaint, ReturnComplaint, SubmitUp, HandDown,
		ExtendComplaint, RecordInquiry, AnswerComplaint, PublishAnswer, RetractAnswer, CallBack, RateAnswer, DecideReview, DecideReReview, WithdrawComplaint, CloseComplaint,
	}
}

// ComplainantVerbs lists the commands that a complainant can give.
func ComplainantVerbs() []Verb { return []Verb{RateAnswer, AskReview, AskReReview, WithdrawComplaint} }

// CaseVerbs lists the commands that a person can give on a case, in the order a page shows them.
func CaseVerbs() []Verb {
	return []Verb{
		Forward, Receive, SendBack, Contribute, Accept, Decline, VoidCase, NotifySupplement, Supply, Claim, Approve, Refuse, Return, Transfer,
		AddSign, RemoveSign, Delegate, Sign, TakeBack, OpenTask, Copy, Recuse, HandOver,
		StartSpecial, FinishSpecial, Extend, Deliver, Close, Archive, Correct, ChargeFee, RecordPayment, Refund, Waive, Withdraw, Urge, AnswerUrge, Reopen, AnswerRating,
		DemandExplanation, Reassign, TakeOver, StopClock, ResumeClock, ForceReturn, ForceAdvance, CorrectInstant, Terminate, Confirm, Discard,
		ReleaseCard, DropCard,
	}
}

// Override reports whether v is a supervisor's intervention, which always needs a reason and a basis.
func (v Verb) Override() bool {
	switch v {
	case DemandExplanation, Reassign, TakeOver, StopClock, ResumeClock, ForceReturn, ForceAdvance, CorrectInstant, Terminate, Confirm, Discard,
		ReleaseCard, DropCard:
		return true
	default:
		return false
	}
}

// NeedsSecond reports whether a second supervisor must confirm v before it takes effect.
func (v Verb) NeedsSecond() bool { return v == Terminate || v == ForceAdvance || v == CorrectInstant }
