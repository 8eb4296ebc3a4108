import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFieldWords } from "../forms/faultWords";
import type { Found } from "../forms/judge";
import { Failure } from "../hall/Waiting";
import type { Guide } from "../items/api";
import { named } from "../show";
import { ApplicantPage } from "./ApplicantPage";
import { CheckPage } from "./CheckPage";
import { DraftBar } from "./DraftBar";
import { FaultSummary } from "./FaultSummary";
import { type Filing, pages } from "./filing";
import { ItemFormPage } from "./ItemFormPage";
import { useLabels } from "./labels";
import { MaterialsPage } from "./MaterialsPage";
import { useFiling } from "./useFiling";

type Props = { guide: Guide; start: Filing; resumed: boolean; handle?: string };

const parts = [ApplicantPage, ItemFormPage, MaterialsPage];

/** Writing an application page by page; each page is judged before the next, all of them before it is sent. */
export function FilingForm({ guide, start, resumed, handle }: Props) {
  const { t, i18n } = useTranslation("application");
  const work = useFiling(guide, start, handle, useFilingWords(guide));
  const { filing, edit, faults, turns } = work;
  const label = useLabels(guide, filing);
  const heading = useRef<HTMLHeadingElement>(null);
  const Part = parts[filing.page];
  useEffect(() => {
    if (turns === 0) return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [turns]);
  return (
    <>
      <header className="apply-head">
        <p>{t("title")}</p>
        <h1>{named(guide, i18n.language)}</h1>
        <Progress page={filing.page} turn={work.turn} />
      </header>
      <DraftBar work={work} resumed={resumed && !work.touched} />
      <section className="sheet" aria-labelledby="part">
        <h2 id="part" tabIndex={-1} ref={heading}>
          {t(`pages.${pages[filing.page] ?? "check"}`)}
        </h2>
        <FaultSummary faults={faults} label={label} round={turns} />
        {work.failure !== undefined && <Failure failure={work.failure} />}
        {Part ? (
          <Part guide={guide} filing={filing} edit={edit} faults={faults} />
        ) : (
          <CheckPage guide={guide} filing={filing} turn={work.turn} submit={work.submit} sending={work.sending} />
        )}
        <div className="apply-turn">
          {filing.page > 0 && (
            <button type="button" className="button" onClick={() => work.turn(filing.page - 1)} disabled={work.sending}>
              {t("previous")}
            </button>
          )}
          {Part && (
            <button type="button" className="button primary" onClick={work.next}>
              {t("next")}
            </button>
          )}
        </div>
      </section>
    </>
  );
}

function Progress({ page, turn }: { page: number; turn: (page: number) => void }) {
  const { t } = useTranslation("application");
  return (
    <nav aria-label={t("progress", { page: page + 1, pages: pages.length })}>
      <ol className="progress">
        {pages.map((name, i) => {
          const words = (
            <>
              <span className="figure">{i + 1}</span> {t(`pages.${name}`)}
            </>
          );
          return (
            <li key={name} aria-current={i === page ? "step" : undefined} className={i < page ? "done" : undefined}>
              {i < page ? (
                <button type="button" onClick={() => turn(i)}>
                  {words}
                </button>
              ) : (
                <span>{words}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** Sentences for what the page itself finds wrong. */
function useFilingWords(guide: Guide) {
  const { t } = useTranslation("application");
  const field = useFieldWords(guide.fields);
  return (found: Found): string => {
    if (found.rule === "missing") return t("material.missing");
    if (found.rule === "expired") return t("material.expired", { name: found.detail });
    return field(found);
  };
}
