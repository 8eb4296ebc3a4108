package api

import (
	"context"

	"mingcha/models"
)

// CommandCards releases or drops many withheld cards, one after the other: what is wrong with one does not hold up the
// others. The same key with the same list gives the same answers.
func (s *Server) CommandCards(ctx context.Context, req CommandCardsRequestObject) (CommandCardsResponseObject, error) {
	out := CommandCards200JSONResponse{Rows: []CardOutcome{}}
	for _, id := range req.Body.Ids {
		row := CardOutcome{Id: id}
		key := req.Params.IdempotencyKey + "/" + id
		done, err := s.settleWithheld(ctx, id, req.Verb, key, CardCommand{Reason: req.Body.Reason})
		switch models.CodeOf(err) {
		case "":
			row.Outcome = orZero(done)
			out.Done++
		case models.StoreAway, models.EngineAway, models.Internal:
			if out.Done == 0 && out.Failed == 0 {
				return nil, err
			}
			fallthrough
		default:
			row.Fault = s.itemFault(ctx, err)
			out.Failed++
		}
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}

// itemFault says what is wrong with one item of a list, in the reader's language.
func (s *Server) itemFault(ctx context.Context, err error) ItemFault {
	known := asRefusal(err)
	p := s.sentences.problem(known, requestOf(ctx).spoken())
	fault := ItemFault{Code: string(known.Code), Reason: known.Reason, Sentence: p.Detail}
	if fault.Sentence == "" {
		fault.Sentence = p.Title
	}
	return fault
}
