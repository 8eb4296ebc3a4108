import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { withSearch } from "../hall/address";
import { Go } from "../hall/Go";
import { useLoaded } from "../hall/loaded";
import type { PageProps } from "../hall/pages";
import { useTitle } from "../hall/title";
import { Waiting } from "../hall/Waiting";
import { Icon } from "../Icon";
import { named, yuan } from "../show";
import { type Guide, readGuide } from "./api";
import { GuideMaterials } from "./GuideMaterials";
import { GuideSteps } from "./GuideSteps";
import { Limits } from "./Limits";
import { ProcedureDrawing } from "./ProcedureDrawing";
import "./items.css";

/** The guide of an item (办事指南): everything the law wants shown at the place where one applies. */
export function GuidePage({ part }: PageProps) {
  const guide = useLoaded(part, () => readGuide(part));
  return (
    <div className="column">
      <Waiting on={guide}>{(value) => <GuideSheet guide={value} />}</Waiting>
    </div>
  );
}

function GuideSheet({ guide }: { guide: Guide }) {
  const { t, i18n } = useTranslation(["item", "word", "hall", "voice"]);
  const name = (thing: { name: string; name_en?: string }) => named(thing, i18n.language);
  useTitle(name(guide));
  return (
    <article className="guide">
      <header className="guide-head">
        <p>
          <Go to="/items">{t("title")}</Go> / {name(guide.unit)}
        </p>
        <h1>{name(guide)}</h1>
        {i18n.language.startsWith("en") && <p lang="zh-CN">{guide.name}</p>}
        <p>
          <Go to={withSearch("/ratings", { item: guide.key })}>{t("voice:rating.see")}</Go>
        </p>
      </header>
      <Limits guide={guide} />
      <div className="guide-body">
        <Section title={t("conditions")}>
          {guide.conditions.length === 0 && <p>{t("noConditions")}</p>}
          <ol className="numbered">
            {guide.conditions.map((condition) => (
              <li key={condition}>{condition}</li>
            ))}
          </ol>
        </Section>
        <Section title={t("materials")}>
          <GuideMaterials materials={guide.materials} />
        </Section>
        <Section title={t("fees")}>
          <Fees guide={guide} />
        </Section>
        <Section title={t("procedure")}>
          <ProcedureDrawing steps={guide.steps} />
          <GuideSteps steps={guide.steps} />
          <Special guide={guide} />
        </Section>
        {guide.result && (
          <Section title={t("result")}>
            <p>
              {name(guide.result)}
              {guide.result.valid && ` · ${t("valid", { valid: guide.result.valid })}`}
            </p>
          </Section>
        )}
        <Section title={t("basis")}>
          <Bases guide={guide} />
        </Section>
        <Section title={t("windows")}>
          <p>{t("windowsLong")}</p>
          <ul>
            {(guide.units.length > 0 ? guide.units : [guide.unit]).map((unit) => (
              <li key={unit.id}>{name(unit)}</li>
            ))}
          </ul>
        </Section>
        <p className="fine">{t("version", { hash: guide.bundle.slice(0, 12) })}</p>
      </div>
    </article>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="sheet" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function Special({ guide }: { guide: Guide }) {
  const { t } = useTranslation("item");
  if (!guide.special?.length) return null;
  return (
    <>
      <h3>{t("special")}</h3>
      <p>{t("specialLong")}</p>
      <ul>
        {guide.special.map((special) => (
          <li key={special.kind}>
            {special.name}
            {!special.stops_clock && ` (${t("specialCounts")})`}
          </li>
        ))}
      </ul>
    </>
  );
}

function Fees({ guide }: { guide: Guide }) {
  const { t, i18n } = useTranslation(["item", "word"]);
  if (guide.free) return <p>{t("word:free")}</p>;
  const price = ({ priced, price = 0, per = "", standard }: Guide["fees"][number]) =>
    priced ? `${yuan(price)} / ${t(`perUnit.${per as "case"}`, { defaultValue: per })}` : standard;
  return (
    <ul>
      {guide.fees.map((fee) => (
        <li key={fee.name}>
          {[named(fee, i18n.language), price(fee)].filter(Boolean).join(": ")}
          {fee.basis && <small> {fee.basis}</small>}
        </li>
      ))}
    </ul>
  );
}

function Bases({ guide }: { guide: Guide }) {
  const { t } = useTranslation("item");
  return (
    <ul className="bases">
      {guide.basis.map((basis) => (
        <li key={`${basis.law} ${basis.article} ${basis.quote}`}>
          <strong>
            《{basis.law}》{basis.article}
          </strong>
          {basis.quote && <q>{basis.quote}</q>}
          {basis.verify && (
            <small>
              <Icon name="info" /> {t("verify")}
            </small>
          )}
        </li>
      ))}
    </ul>
  );
}
