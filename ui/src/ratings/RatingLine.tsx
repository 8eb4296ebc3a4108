import { useTranslation } from "react-i18next";
import { Badge } from "../Badge";
import { ratingLook } from "../looks";
import { legalDate, named } from "../show";
import type { OwnRating, PublicRating, RatingScale } from "./api";
import "./ratings.css";

type Props = { rating: OwnRating | PublicRating; scale?: RatingScale };

/** One rating with its words and the unit's answer. */
export function RatingLine({ rating, scale }: Props) {
  const { t, i18n } = useTranslation("voice");
  const tags = rating.tags.map((key) => {
    const tag = scale?.tags.find((each) => each.key === key);
    return tag ? named(tag, i18n.language) : key;
  });
  return (
    <div className="rating-line">
      <Badge look={ratingLook(rating.level)} /> {rating.again && <span className="badge">{t("rating.isAgain")}</span>}{" "}
      <span className="fine">
        {"unit" in rating && (rating.by || t("rating.nobody"))}{" "}
        <time dateTime={rating.at} className="figure">
          {legalDate(rating.at)}
        </time>
      </span>
      {tags.length > 0 && <p className="fine">{tags.join(" · ")}</p>}
      {rating.text && <p>{rating.text}</p>}
      {rating.answer && rating.answered && (
        <div className="rating-answer">
          <strong>{t("rating.answered", { date: legalDate(rating.answered) })}</strong>
          <p>{rating.answer}</p>
        </div>
      )}
    </div>
  );
}
