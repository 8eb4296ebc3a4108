import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAddress, withSearch } from "../hall/address";
import { Go } from "../hall/Go";
import { ListEnd } from "../hall/ListEnd";
import { useLoaded } from "../hall/loaded";
import { useTitle } from "../hall/title";
import { Waiting } from "../hall/Waiting";
import { named } from "../show";
import { listRatings, type PublicRating, type Rated, readScale } from "./api";
import { Distribution, shareOf } from "./Distribution";
import { RatingLine } from "./RatingLine";

function ratedAt(address: string): Rated {
  const search = new URL(address, location.origin).searchParams;
  return { item: search.get("item") ?? undefined, unit: search.get("unit") ?? undefined };
}

/** What applicants think of an item or a unit (好差评公开). */
export function RatingsPage() {
  const { t } = useTranslation(["voice", "hall"]);
  const rated = ratedAt(useAddress());
  useTitle(t("rating.list"));
  return (
    <div className="column">
      <h1>{t("rating.list")}</h1>
      {rated.item || rated.unit ? (
        <List key={JSON.stringify(rated)} rated={rated} />
      ) : (
        <p>
          {t("rating.choose")} <Go to="/items">{t("hall:find")}</Go>
        </p>
      )}
    </div>
  );
}

function List({ rated }: { rated: Rated }) {
  const { t, i18n } = useTranslation("voice");
  const first = useLoaded(JSON.stringify(rated), () => listRatings(rated));
  const scale = useLoaded("scale", readScale).value;
  const [further, add] = useState<{ rows: PublicRating[]; next?: string }>();
  const [failure, fail] = useState<unknown>();
  return (
    <Waiting on={first}>
      {(page) => {
        const rows = [...page.rows, ...(further?.rows ?? [])];
        const next = further ? further.next : page.next;
        const subject = rows[0];
        const more = () =>
          listRatings(rated, next).then(
            (answer) => add({ rows: [...(further?.rows ?? []), ...answer.rows], next: answer.next }),
            fail,
          );
        return (
          <>
            <section className="sheet">
              {subject && <h2>{named(rated.item ? subject.item : subject.unit, i18n.language)}</h2>}
              <div className="rating-sum">
                {page.count.satisfaction !== undefined && page.count.n > 0 && (
                  <p>
                    {t("rating.satisfaction")} <strong className="figure">{shareOf(page.count.satisfaction)}</strong>
                  </p>
                )}
                <p>{t("rating.count", { count: page.count.n })}</p>
                <Distribution count={page.count} />
              </div>
              <p className="fine">{t("rating.formula")}</p>
            </section>
            {rows.length === 0 && <p role="status">{t("rating.none")}</p>}
            <ul className="rating-list">
              {rows.map((rating) => (
                <li key={`${rating.at} ${rating.level}`} className="sheet">
                  <RatingLine rating={rating} scale={scale} />
                </li>
              ))}
            </ul>
            <ListEnd failure={failure} next={next} more={more} />
            {rated.item && subject && (
              <p>
                <Go to={withSearch("/ratings", { unit: subject.unit.id })}>{t("rating.allOfUnit")}</Go>
              </p>
            )}
          </>
        );
      }}
    </Waiting>
  );
}
