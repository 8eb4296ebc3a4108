import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { useLimitWords } from "../../limitWords";
import { levelLooks, wordOf } from "../../looks";
import { deedLook } from "../../outcome";
import { useGroundWord } from "../../shared/vocabulary";
import { legalInstant, named, yuan } from "../../show";
import { dueText } from "../left";
import { stepName } from "../words";
import type { Line, Step } from "./api";
import { correctionText, recordedLater, textsOf } from "./timeline";

/** What an item says of its decisions. */
type Worded = Parameters<typeof deedLook>[1];

/** One line of the record: who did what at which step, when it was done and, if later, when it was written down. */
export function TimelineLine({ line, steps, item = {} }: { line: Line; steps: Step[]; item?: Worded }) {
  const { t, i18n } = useTranslation("workbench");
  const { by } = line;
  const deed = deedLook(line.verb, item);
  const level = line.level === "none" ? undefined : line.level;
  const step = stepName(line, i18n.language);
  const role = by.role && t(`role.${by.role as "handler"}`, { defaultValue: by.role });
  return (
    <li className="line" id={`line-${line.n}`}>
      <div className="line-head">
        <time className="figure" dateTime={line.acted}>
          {legalInstant(line.acted).slice(11)}
        </time>
        {levelLooks[level ?? "none"].zh !== deed.zh && <Badge look={deed} />}
        {level && <CardLink line={line} />}
        {step !== wordOf(deed, i18n.language) && <span>{step}</span>}
        {(line.round ?? 1) > 1 && <span className="round">{t("round", { n: line.round })}</span>}
        <span className="line-who">
          {by.name ?? nobodys(by.account, t)}
          {by.for && t("standsFor", { name: by.for.name })}
          <small className="hint">
            {" "}
            {[role, by.unit && named(by.unit, i18n.language)].filter(Boolean).join(" · ")}
          </small>
        </span>
        <small className="hint line-number" title={`${t("case.hash")} ${line.hash}`}>
          {t("case.line", { n: line.n })}
        </small>
      </div>
      {recordedLater(line) && <p className="hint">{t("case.recorded", { at: legalInstant(line.recorded) })}</p>}
      {line.holds && <p className="line-text">{t("case.holds", { at: legalInstant(line.holds) })}</p>}
      <Facts line={line} steps={steps} />
      <Texts line={line} />
    </li>
  );
}

/** Who acts without a name: the system, an applicant or complainant; else the account as the record has it. */
const nobodys = (account: string | undefined, t: ReturnType<typeof useTranslation<"workbench">>["t"]) =>
  account === "system" || account === "applicant" ? t(`case.by.${account}`) : account;

function CardLink({ line }: { line: Line }) {
  const badge = <Badge look={levelLooks[line.level ?? "none"]} />;
  return line.card ? <Link to={`/cards/${line.card}` as string}>{badge}</Link> : badge;
}

function Texts({ line }: { line: Line }) {
  const { t } = useTranslation("workbench");
  if (line.body === "hidden") return <p className="hint">{t("case.hidden")}</p>;
  if (line.body === "erased") return <p className="hint">{t("case.gone")}</p>;
  return textsOf(line).map(({ kind, text }) => (
    <p key={kind} className="line-text">
      <span className="hint">{t(`case.text.${kind}`)}</span> {text}
    </p>
  ));
}

/** The structural facts of a line in words: to whom, on which ground, until when. */
function Facts({ line, steps }: { line: Line; steps: Step[] }) {
  const { t, i18n } = useTranslation("workbench");
  const limitWords = useLimitWords();
  const groundWord = useGroundWord();
  const nameOf = (key?: string) => {
    const step = steps.find((each) => each.key === key);
    return step ? named(step, i18n.language) : key;
  };
  const facts: [string, string | undefined][] = [
    [t("case.fact.target"), nameOf(line.target)],
    [t("case.fact.to"), line.to?.name],
    [t("case.fact.to_unit"), line.to_unit && named(line.to_unit, i18n.language)],
    [t(line.verb === "answer_card" ? "case.fact.cause" : "case.fact.ground"), line.ground && groundWord(line.ground)],
    [t("case.fact.document"), line.verb === "recalendar" ? undefined : line.document],
    [t("case.fact.planned"), line.planned && limitWords(line.planned)],
    [t("case.fact.extend"), line.extend ? String(line.extend) : undefined],
    [t("case.fact.amount"), line.amount ? yuan(line.amount) : undefined],
    [t("case.fact.rule"), line.rule],
    [t("case.fact.due"), line.due && dueText(line.due)],
    [t("case.fact.correction"), correctionText(line.correction)],
    [t("case.fact.answers"), line.answers ? t("case.answersLine", { n: line.answers }) : undefined],
    [
      t("case.fact.materials"),
      materialsOf(line, (state) => t(`material.${state as "missing"}`, { defaultValue: state })),
    ],
    ["", line.adverse ? t("case.against") : undefined],
  ];
  const given = facts.filter(([, value]) => value);
  if (given.length === 0) return null;
  return (
    <ul className="line-facts">
      {given.map(([word, value]) => (
        <li key={word}>
          <span className="hint">{word}</span> {value}
        </li>
      ))}
    </ul>
  );
}

const materialsOf = (line: Line, word: (state: string) => string) =>
  line.materials?.map(({ no, state, note }) => `${no} ${word(state)}${note ? `：${note}` : ""}`).join("；");
