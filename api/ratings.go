package api

import (
	"context"
	"encoding/json"
	"regexp"
	"strings"

	"mingcha/models"
	"mingcha/policies/access"
	"mingcha/policies/surveys"
)

// Ratings is the part of the store that holds ratings (好差评).
type Ratings interface {
	Ratings(ctx context.Context, f models.RatingFilter) (models.RatingPage, error)
	RatingLevels(ctx context.Context, f models.RatingFilter) (models.Levels, error)
	Body(ctx context.Context, subject string, n int) (json.RawMessage, error)
}

// ReadRatingScale gives the levels and what may be ticked besides.
func (s *Server) ReadRatingScale(context.Context, ReadRatingScaleRequestObject) (ReadRatingScaleResponseObject, error) {
	scale := s.asked.Scale
	return ReadRatingScale200JSONResponse{
		Levels: each(scale.Levels, func(l surveys.Level) RatingLevel {
			return RatingLevel{Level: models.Satisfaction(l.Level), Name: l.ZH, NameEn: l.EN}
		}),
		Tags: each(scale.Tags, func(t surveys.Tag) RatingTag {
			return RatingTag{Key: t.Key, Name: t.ZH, NameEn: t.EN, Levels: t.Levels}
		}),
	}, nil
}

// rated puts a rating into the facts and the body of its command.
func (s *Server) rated(cmd *models.Command, body *ApplicantCommand) error {
	var faults []models.Fault
	for _, place := range s.asked.Scale.Unfit(int(body.Level), body.Tags) {
		faults = append(faults, models.Fault{Field: "/tags/" + itoa(place), Rule: "not_option"})
	}
	if err := models.Faulty("these tags do not go with the level", faults); err != nil {
		return err
	}
	text := strings.TrimSpace(body.Text)
	cmd.Facts.Rating = &models.RatingFacts{Level: body.Level, Tags: body.Tags, Anonymous: body.Anonymous, Worded: text != ""}
	return sayInto(cmd, spoken{Text: text})
}

// ListPublicRatings lists the ratings of twelve months of an item or a unit as everybody may see them.
func (s *Server) ListPublicRatings(ctx context.Context, req ListPublicRatingsRequestObject) (ListPublicRatingsResponseObject, error) {
	q := req.Params
	if q.Item == "" && q.Unit == "" {
		return nil, models.Faulty("an item or a unit is needed", []models.Fault{{Field: "/query/item", Rule: "required"}})
	}
	f := models.RatingFilter{Public: true, Item: q.Item, Unit: q.Unit, Span: lastYear(models.Span{}, s.Now()), Page: pageOf(q.Cursor, q.Limit)}
	page, err := s.Ratings.Ratings(ctx, f)
	if err != nil {
		return nil, err
	}
	levels, err := s.Ratings.RatingLevels(ctx, f)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	out := ListPublicRatings200JSONResponse{Rows: []PublicRating{}, Next: page.Next, Count: countRatings(levels)}
	for _, r := range page.Ratings {
		said, err := s.ratingWords(ctx, r)
		if err != nil {
			return nil, err
		}
		row := PublicRating{
			Level: r.Level, Again: r.Again, Tags: strings.Fields(r.Tags), Text: blotted(said.text), At: r.Rated, Item: n.item(r.Item),
			Unit: n.unit(r.Unit), Answer: said.answer, Answered: orZero(r.Answered),
		}
		if !r.Anonymous {
			row.By = maskName(string(page.Names[r.ID]))
		}
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}

// ListRatings lists the ratings of twelve months on cases that the person may see.
func (s *Server) ListRatings(ctx context.Context, req ListRatingsRequestObject) (ListRatingsResponseObject, error) {
	q := req.Params
	v := s.sight(ctx, access.Read, access.Case, q.Path)
	f := models.RatingFilter{
		Scope: v.ranges, Unit: q.Unit, Item: q.Item, Bad: q.Bad, Open: q.Open, Page: pageOf(q.Cursor, q.Limit),
		Span: lastYear(models.Span{}, s.Now()),
	}
	levels, err := s.Ratings.RatingLevels(ctx, f)
	if err != nil {
		return nil, err
	}
	rows, next, err := gathered(f.Page, func(p models.Page) ([]models.RatingRow, string, error) {
		f.Page = p
		page, err := s.Ratings.Ratings(ctx, f)
		return page.Ratings, page.Next, err
	}, func(r models.RatingRow) bool { return v.covers(ratingObject(r)) })
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	out := ListRatings200JSONResponse{Rows: []Rating{}, Next: next, Count: countRatings(levels)}
	for _, r := range rows {
		said, err := s.ratingWords(ctx, r)
		if err != nil {
			return nil, err
		}
		out.Rows = append(out.Rows, Rating{
			Case: r.ID, Line: r.Line, Number: r.Number, Item: n.item(r.Item), Unit: n.unit(r.Unit), Level: r.Level, Again: r.Again,
			Anonymous: r.Anonymous, Tags: strings.Fields(r.Tags), Text: blotted(said.text), At: r.Rated, Answer: said.answer,
			Answered: orZero(r.Answered), Complaint: r.Complaint, Demo: r.Demo,
			CanAnswer: r.Answer == 0 && s.may(ctx, access.AnswerRating, ratingObject(r)),
		})
	}
	return out, nil
}

// ratingObject is a rating as the policy sees it: the case on which it was given.
func ratingObject(r models.RatingRow) access.Object {
	return access.Object{Kind: access.Case, Item: r.Item, Unit: r.Unit, Path: r.Path}
}

func countRatings(levels models.Levels) RatingCount {
	return RatingCount{N: levels.N(), Levels: levels[:], Satisfaction: levels.Satisfaction()}
}

// ratingSaid is what a rating and its answer say, as far as they were not erased.
type ratingSaid struct{ text, answer string }

func (s *Server) ratingWords(ctx context.Context, r models.RatingRow) (out ratingSaid, err error) {
	if r.Worded {
		said, err := s.said(ctx, r.ID, r.Line)
		if err != nil {
			return out, err
		}
		out.text = said.Text
	}
	if r.Answer > 0 {
		said, err := s.said(ctx, r.ID, r.Answer)
		if err != nil {
			return out, err
		}
		out.answer = said.Reason
	}
	return out, nil
}

// said reads the body of one line; one that was erased says nothing.
func (s *Server) said(ctx context.Context, subject string, line int) (said spoken, err error) {
	raw, err := s.Ratings.Body(ctx, subject, line)
	if err != nil || len(raw) == 0 {
		return said, err
	}
	return said, json.Unmarshal(raw, &said)
}

// figures are what could be a phone, identity or account number.
var figures = regexp.MustCompile(`[0-9０-９][0-9０-９ -]{4,}[0-9０-９Xx]`)

// blotted keeps numbers that could be somebody's out of words that others read.
func blotted(text string) string {
	return figures.ReplaceAllStringFunc(text, func(number string) string { return strings.Repeat("*", len([]rune(number))) })
}

// ownRatings are the ratings of a case as its applicant sees them.
func ownRatings(f *caseFile, said contents) []OwnRating {
	return each(f.state.Ratings, func(r models.Rating) OwnRating {
		return OwnRating{
			Level: r.Level, Again: r.Again, Tags: append([]string{}, r.Tags...), Text: said.spoken[r.Line].Text, At: r.At,
			Answer: said.spoken[r.Answer].Reason, Answered: r.Answered,
		}
	})
}
