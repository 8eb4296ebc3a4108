package access_test

import "mingcha/policies/access"

// takers are who takes complaints up for a unit.
const takers = roles("complaint_handler department_head stationed_supervisor supervisor supervision_leader")

// handlers are who answers a complaint once it has been laid on the own desk.
const handlers = roles("window_clerk handler reviewer approver legal_reviewer")

// complains: the unit that has a complaint acts on it, its named handler answers, only organs review, and who takes
// complaints in lodges them wherever they belong.
func (q question) complains() bool {
	taken, laid := takers.has(q.role) && q.mine(), handlers.has(q.role) && q.onDesk()
	switch q.action {
	case access.Read:
		return taken || laid || q.role == "stationed_supervisor" && q.guarded() || organ.has(q.role) && q.watched() ||
			(q.role == "leader" || q.role == "auditor") && q.under()
	case access.Unmask, access.RecordInquiry, access.AnswerComplaint, access.CallBack, access.RateAnswer:
		return taken || laid
	case access.LodgeComplaint:
		return organ.has(q.role) || roles("window_clerk complaint_handler village_clerk department_head").has(q.role)
	case access.ExtendComplaint:
		return roles("department_head stationed_supervisor supervision_leader").has(q.role) && q.mine()
	case access.DecideReview, access.DecideReReview:
		return organ.has(q.role) && q.mine()
	case access.AcceptComplaint, access.DeclineComplaint, access.RouteComplaint, access.HandleSelf, access.AssignComplaint, access.TransferComplaint,
		access.ReturnComplaint, access.SubmitUp, access.HandDown, access.WithdrawComplaint, access.CloseComplaint,
		access.PublishAnswer, access.RetractAnswer:
		return taken
	default:
		return false
	}
}
