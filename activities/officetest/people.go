package officetest

import "mingcha/models"

// The people of the office: one for each post of its procedure, and the city's two supervisors.
var (
	Wang      = Officer("wang", "window_clerk")
	Li        = Officer("li", "handler")
	Zhao      = Officer("zhao", "reviewer")
	Sun       = Officer("sun", "approver")
	Qian      = Officer("qian", "delivery_clerk")
	Zhou      = Officer("zhou", "department_head")
	Han       = models.Actor{Account: "han", Role: "supervisor", Unit: "city-organ"}
	Feng      = models.Actor{Account: "feng", Role: "supervision_leader", Unit: "city-organ"}
	Applicant = models.Actor{Account: models.ApplicantAccount}
)
