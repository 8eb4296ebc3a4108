package api

import (
	"context"

	"mingcha/models"
)

// ApproveBatch approves tasks one after the other, each a command of its own with its own opinion, line and result. One
// that is refused does not hold up the rest; sent again with the same key, what was done is not done twice.
func (s *Server) ApproveBatch(ctx context.Context, req ApproveBatchRequestObject) (ApproveBatchResponseObject, error) {
	if err := twice(req.Body.Items); err != nil {
		return nil, err
	}
	out := BatchOutcome{Rows: []BatchResult{}}
	for _, item := range req.Body.Items {
		result := s.approveOne(ctx, item, req.Params.IdempotencyKey)
		if result.Done {
			out.Done++
		}
		out.Rows = append(out.Rows, result)
	}
	return ApproveBatch200JSONResponse(out), nil
}

// twice refuses a batch that names a task two times.
func twice(items []BatchItem) error {
	var faults []models.Fault
	seen := map[[2]string]bool{}
	for i, item := range items {
		task := [2]string{item.Case, item.Step}
		if seen[task] {
			faults = append(faults, models.Fault{Field: "/items/" + itoa(i), Rule: "twice"})
		}
		seen[task] = true
	}
	return models.Faulty("the batch names a task twice", faults)
}

func (s *Server) approveOne(ctx context.Context, item BatchItem, key string) BatchResult {
	result := BatchResult{Case: item.Case, Step: item.Step}
	outcome, err := s.batched(ctx, item, key)
	if err != nil {
		refusal := asRefusal(err)
		result.Code, result.Reason = string(refusal.Code), refusal.Reason
		result.Sentence = s.sentences.problem(refusal, requestOf(ctx).spoken()).Detail
		return result
	}
	result.Done, result.Line, result.Repeated = true, outcome.Line, outcome.Repeated
	return result
}

// batched gives the command of one item, if the procedure of its case lets the step be approved in a batch.
func (s *Server) batched(ctx context.Context, item BatchItem, key string) (Outcome, error) {
	f, err := s.caseFile(ctx, item.Case)
	if err != nil {
		return Outcome{}, err
	}
	i := f.bundle.Procedure.StepIndex(item.Step)
	if i < 0 || !f.bundle.Procedure.Steps[i].Batch {
		return Outcome{}, models.Errorf(models.Forbidden, "not_in_batch", "step %s is not approved in a batch", item.Step)
	}
	body := CaseCommand{Step: item.Step, Round: item.Round, Note: item.Note, Adverse: item.Adverse}
	return s.commandOn(ctx, f, models.Approve, key+"/"+item.Step, &body)
}
