import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { type Counted, countsOf, type FigureKey, figureGroups, figureLooks, listBehind } from "./figures";
import { ListLink } from "./ListLink";
import type { Figures } from "./ranking";

/** The figures of a division in three groups. Each leads to the list behind it. */
export function FigureGroups({ figures, counted }: { figures: Figures; counted: Counted }) {
  const { t } = useTranslation("supervision");
  return (
    <div className="figure-groups">
      {figureGroups.map((group) => (
        <section key={group.key} aria-label={t(`board.group.${group.key}`)}>
          <h2>{t(`board.group.${group.key}`)}</h2>
          <ul>
            {group.figures.map((figure) => (
              <li key={figure}>
                <Figure figure={figure} figures={figures} counted={counted} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Figure({ figure, figures, counted }: { figure: FigureKey; figures: Figures; counted: Counted }) {
  const { t } = useTranslation("supervision");
  const { icon, tone } = figureLooks[figure];
  const list = listBehind(figure, counted);
  const n = figures[figure] ?? 0;
  const content = (
    <>
      <span className="figure-word">
        <Icon name={icon} /> {t(`figure.${figure}`)}
      </span>
      <span>
        <strong className="figure">{n}</strong> <small className="hint">{t(`board.counts.${countsOf(figure)}`)}</small>
      </span>
    </>
  );
  const look = `figure-tile tone-edge-${tone}${n === 0 ? " figure-nil" : ""}`;
  if (list === undefined) return <div className={look}>{content}</div>;
  return (
    <ListLink list={list} className={look}>
      {content}
    </ListLink>
  );
}
