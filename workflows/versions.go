package workflows

// version is which code a run follows: that of the day on which it began, so that its history replays. Continuing as new
// takes the latest. Rules, calendars and procedures are not workflow code, so most changes of the office need no version.
type version int

// Changes to what running workflows do, oldest first, each with its date and what was true before.
const (
	oneAlarm version = 1 // 2026-11-23: before, every change of what a subject slept for left a timer behind that woke it for nothing

	latest = oneAlarm
)
