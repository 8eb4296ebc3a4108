package api

import (
	"context"

	"mingcha/models"
)

// ListPublishedAnswers lists the answers to complaints without a name that their unit lets everybody read. Words are read
// from the record, so that what was erased is gone here too.
func (s *Server) ListPublishedAnswers(ctx context.Context, req ListPublishedAnswersRequestObject) (ListPublishedAnswersResponseObject, error) {
	q := req.Params
	page, err := s.Complaints.Complaints(ctx, models.ComplaintFilter{Public: true, About: q.Unit, Page: pageOf(q.Cursor, q.Limit)})
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	out := ListPublishedAnswers200JSONResponse{Rows: []PublishedAnswer{}, Next: page.Next}
	for _, row := range page.Complaints {
		said, err := s.said(ctx, row.ID, row.AnswerLine)
		if err != nil {
			return nil, err
		}
		if said.Text == "" {
			continue
		}
		out.Rows = append(out.Rows, PublishedAnswer{
			Number: row.Number, Topic: ComplaintTopic(row.Topic), About: n.unit(row.About), Unit: n.unit(row.AnsweredBy), Lodged: row.Lodged,
			Answered: orZero(row.Answered), Result: ComplaintResult(row.Result), Text: blotted(said.Text),
			Code: s.answerCode(row),
		})
	}
	return out, nil
}

// answerCode is the code of the document that holds the answer which stands.
func (s *Server) answerCode(row models.ComplaintRow) string {
	letter := complaintBook.formOf(string(models.AnswerComplaint)).Letter
	if row.Instance > models.FirstInstance {
		letter = complaintBook.formOf(string(models.DecideReview)).Letter
	}
	return s.documentCode(row.ID, row.AnswerLine, letter)
}
