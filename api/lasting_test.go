package api

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// Facts of a line are never erased: nothing of a person may stand there.
func TestADocumentIsNamedByItsNumber(t *testing.T) {
	for _, number := range []string{"", "东市监延〔2027〕3号", "E-1", "44190020261123000017号", "检字２号"} {
		require.NoError(t, lasting(models.Facts{Document: number}), number)
	}
	for _, personal := range []string{"陈某某的证明", "440101199003071234", "身份证44010119900307123X", "13800001234", "电话13800001234。"} {
		require.Error(t, lasting(models.Facts{Document: personal}), personal)
	}
	require.NoError(t, lasting(models.Facts{Ground: "行政许可法72"}))
	require.Error(t, lasting(models.Facts{Ground: "13800001234"}))
}

func TestAPersonsNumberIsNoDocument(t *testing.T) {
	o := openOffice(t)
	id, _ := o.applied()
	o.do(clerk, id, models.Receive, CaseCommand{Step: "accept"}).is(200)
	problem := o.do(supervisor, id, models.DemandExplanation, CaseCommand{Reason: "久未办理", Ground: "13800001234"}).problem(422, "faulty_fields")
	require.Equal(t, "/ground", problem.Faults[0].Field)
}
