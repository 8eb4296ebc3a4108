package workflows

// Changes to what running workflows do stand here, oldest first, each with its date and what was true before. There is
// none yet: rules, calendars and procedures are not workflow code, so most changes of the office need no version.
