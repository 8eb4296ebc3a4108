package models

import "slices"

// CaseStatus is where a case (办件) stands in the eyes of the law. Where the file lies (step, round), whether its
// clock stands and whether it was extended are facts of their own, never statuses.
type CaseStatus string

// The statuses. Their meaning is GB/T 39046's and domain.md 6.5; the comment says what brings a case there.
const (
	Draft      CaseStatus = "draft"      // 草稿: the applicant still writes
	Submitted  CaseStatus = "submitted"  // 已提交: sent online, the window has not taken it in
	Received   CaseStatus = "received"   // 收件: the acceptance clock (K02) runs
	Supplement CaseStatus = "supplement" // 补正: one complete notice was given, the applicant's clock runs
	Accepted   CaseStatus = "accepted"   // 受理: the decision clock (K04) runs
	Granted    CaseStatus = "granted"    // 准予许可: decided in favour
	Denied     CaseStatus = "denied"     // 不予许可: decided against
	Delivered  CaseStatus = "delivered"  // 送达: the decision reached the applicant
	Closed     CaseStatus = "closed"     // 办结
	Archived   CaseStatus = "archived"   // 归档
	Declined   CaseStatus = "declined"   // 不予受理
	Withdrawn  CaseStatus = "withdrawn"  // 撤回: by the applicant
	Returned   CaseStatus = "returned"   // 退件: sent back before it was taken in
	Voided     CaseStatus = "voided"     // 作废: entered by mistake
	Forwarded  CaseStatus = "forwarded"  // 转报: handed to another organ
	Lapsed     CaseStatus = "lapsed"     // 补正逾期: the applicant did not supply in time
	Terminated CaseStatus = "terminated" // 终止: ended by two supervisors
)

// caseMoves lists the lawful moves. Reopening is the only way back and leads to where the case stood.
var caseMoves = map[CaseStatus][]CaseStatus{
	Draft:      {Submitted, Received, Voided},
	Submitted:  {Received, Returned, Withdrawn, Terminated},
	Received:   {Supplement, Accepted, Declined, Withdrawn, Voided, Forwarded, Terminated},
	Supplement: {Received, Accepted, Withdrawn, Lapsed, Terminated},
	Accepted:   {Granted, Denied, Supplement, Withdrawn, Terminated, Forwarded},
	Granted:    {Delivered},
	Denied:     {Delivered},
	Delivered:  {Closed},
	Closed:     {Archived, Accepted},
	Archived:   nil,
	Declined:   {Received},
	Withdrawn:  {Submitted, Received, Supplement, Accepted},
	Returned:   {Submitted},
	Voided:     nil,
	Forwarded:  {Received, Accepted},
	Lapsed:     {Supplement},
	Terminated: {Submitted, Received, Supplement, Accepted},
}

// CaseStatuses lists every status in the order of a case's life.
func CaseStatuses() []CaseStatus {
	return []CaseStatus{
		Draft, Submitted, Received, Supplement, Accepted, Granted, Denied, Delivered, Closed, Archived,
		Declined, Withdrawn, Returned, Voided, Forwarded, Lapsed, Terminated,
	}
}

// CanMove reports whether the law allows a case to go from s to next.
func (s CaseStatus) CanMove(next CaseStatus) bool { return slices.Contains(caseMoves[s], next) }

// Decided reports whether the authority has decided, whether or not the decision was delivered.
func (s CaseStatus) Decided() bool { return s == Granted || s == Denied }

// Ended reports whether nobody has anything left to do: no step is open and no clock runs.
func (s CaseStatus) Ended() bool {
	switch s {
	case Closed, Archived, Declined, Withdrawn, Returned, Voided, Forwarded, Lapsed, Terminated:
		return true
	default:
		return false
	}
}
