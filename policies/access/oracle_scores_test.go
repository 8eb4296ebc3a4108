package access_test

import "mingcha/policies/access"

// scored reports whether the question is about scores.
func (q question) scored() bool {
	return q.kind == access.Evaluation || q.kind == access.Score || q.kind == access.StaffScore
}

// scores: organs measure what is theirs, their heads review and publish; units see and appeal their own, persons theirs.
func (q question) scores() bool {
	if q.action == access.Read {
		return q.readsScores()
	}
	manages := roles("approver department_head").has(q.role) && q.mine()
	switch q.action {
	case access.Measure, access.EnterScore, access.StrikeEntry, access.Remeasure, access.DecideAppeal:
		return q.kind == access.Evaluation && organ.has(q.role) && q.mine()
	case access.ReviewScores, access.SendBackScores, access.AnnounceScores, access.PublishScores:
		return q.kind == access.Evaluation && q.role == "supervision_leader" && q.mine()
	case access.AppealScore:
		return q.kind == access.Score && manages || q.kind == access.StaffScore && workers.has(q.role) && q.onDesk()
	default:
		return false
	}
}

func (q question) readsScores() bool {
	overseer := q.role == "leader" || q.role == "auditor" || organ.has(q.role)
	switch q.kind {
	case access.Evaluation:
		return overseer && q.under() || organ.has(q.role) && q.mine()
	case access.Score:
		return overseer && q.under() || heads.has(q.role) && q.mine() || q.role == "stationed_supervisor" && q.guarded()
	default:
		return q.role == "auditor" && q.under() || organ.has(q.role) && q.watched() ||
			q.role == "stationed_supervisor" && q.guarded() || roles("approver department_head").has(q.role) && q.mine() ||
			workers.has(q.role) && q.onDesk()
	}
}
