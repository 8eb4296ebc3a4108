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
	Correct          Verb = "correct"           // 更正 of an obvious mistake
	Urge             Verb = "urge"              // 催办
	AnswerUrge       Verb = "answer_urge"       // 回复催办 or 说明情况
	Reopen           Verb = "reopen"            // 重新办理
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
	OpenCard   Verb = "open_card"   // 送达: a recipient has opened it
	AnswerCard Verb = "answer_card" // 反馈 by the unit
	Climb      Verb = "climb"       // 升级: the next rung is told
)

// CaseVerbs lists the commands that a person can give on a case, in the order a page shows them.
func CaseVerbs() []Verb {
	return []Verb{
		Receive, SendBack, Accept, Decline, NotifySupplement, Supply, Claim, Approve, Refuse, Return, Transfer,
		StartSpecial, FinishSpecial, Extend, Deliver, Close, Correct, Withdraw, Urge, AnswerUrge, Reopen,
		DemandExplanation, Reassign, TakeOver, StopClock, ResumeClock, ForceReturn, ForceAdvance, Terminate, Confirm, Discard,
		ReleaseCard, DropCard,
	}
}

// Override reports whether v is a supervisor's intervention, which always needs a reason and a basis.
func (v Verb) Override() bool {
	switch v {
	case DemandExplanation, Reassign, TakeOver, StopClock, ResumeClock, ForceReturn, ForceAdvance, Terminate, Confirm, Discard,
		ReleaseCard, DropCard:
		return true
	default:
		return false
	}
}

// NeedsSecond reports whether a second supervisor must confirm v before it takes effect.
func (v Verb) NeedsSecond() bool { return v == Terminate || v == ForceAdvance }
