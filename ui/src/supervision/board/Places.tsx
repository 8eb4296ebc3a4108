import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Segmented, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { Icon } from "../../Icon";
import { placesQuery } from "../api";
import { figureLooks } from "./figures";
import { type Measure, measures, ranked } from "./ranking";

type Asked = { path: string; by: Measure; choose: (by: Measure) => void };

/** The divisions directly below, as tiles ranked by one measure. A tile leads one tier down. */
export function Places({ path, by, choose }: Asked) {
  const { t } = useTranslation("supervision");
  const words = useFaultWords();
  const { data, error } = useQuery(placesQuery(path));
  if (data?.rows.length === 0) return null;
  return (
    <section className="panel places" aria-labelledby="places">
      <div className="panel-head">
        <h2 id="places">{t("board.places")}</h2>
        <Segmented<Measure>
          size="small"
          aria-label={t("board.rankBy")}
          value={by}
          options={measures.map((value) => ({ value, label: t(`figure.${value}`) }))}
          onChange={choose}
        />
      </div>
      {error && <Alert type="error" showIcon title={words(error)} />}
      {!data && !error && <Skeleton active paragraph={{ rows: 2 }} />}
      <ol>
        {ranked(data?.rows ?? [], by).map(({ row, rank, figure, length }) => (
          <li key={row.division.path}>
            <Link
              to="/supervision/board"
              search={(before) => ({ ...before, path: row.division.path })}
              className="place"
            >
              <span className="place-name">
                <small className="figure">{rank}</small> {row.division.name}
              </span>
              <strong className="figure">{figure}</strong>
              <span className="place-bar" aria-hidden="true">
                <i className={`fill-${figureLooks[by].tone}`} style={{ width: `${length}%` }} />
              </span>
              <small className="place-rest">
                {(["late", "yellow", "red"] as const).map((key) => (
                  <span key={key}>
                    <Icon name={figureLooks[key].icon} /> {t(`figure.${key}`)}{" "}
                    <span className="figure">{row.figures[key]}</span>
                  </span>
                ))}
              </small>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
