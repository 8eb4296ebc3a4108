import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { Icon } from "../../Icon";
import { levelLooks } from "../../looks";
import { dueText } from "../../workbench/left";
import { byRule, isIdle, ladder, type RuleOnClock, type RuleTrace } from "./traces";

/** Every rule on every clock of a case, level by level, each with what became of it and why; those that do not matter folded. */
export function Rules({ traces }: { traces: RuleTrace[] }) {
  const { t } = useTranslation("supervision");
  if (traces.length === 0) return <p className="hint">{t("explain.none")}</p>;
  const rules = byRule(traces);
  const idle = rules.filter(isIdle);
  return (
    <>
      {rules
        .filter((rule) => !isIdle(rule))
        .map((rule) => (
          <OneRule key={rule.key} rule={rule} />
        ))}
      {idle.length > 0 && (
        <details className="panel idle-rules">
          <summary>{t("explain.idle", { n: idle.length })}</summary>
          <ul>
            {idle.map(({ key, traces }) => (
              <li key={key}>{traces[0]?.sentence}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function OneRule({ rule: { rule, name, version, clock, card, traces } }: { rule: RuleOnClock }) {
  const { t } = useTranslation("supervision");
  return (
    <div className="panel rule">
      <h2>
        <span className="figure">{rule === ladder ? t("ladder.title") : rule}</span>{" "}
        {[rule !== ladder && name, clock].filter(Boolean).join(" · ")}
        {version && <small className="hint">{t("explain.version", { version })}</small>}
        {card && (
          <Link to="/cards/$id" params={{ id: card }}>
            {t("worklist.toCard")}
          </Link>
        )}
      </h2>
      <ol>
        {traces.map((trace) => (
          <li key={`${trace.level}/${trace.verdict}/${trace.at}`}>
            {trace.level === "none" ? (
              <span className="hint">{t("explain.whole")}</span>
            ) : (
              <Badge look={levelLooks[trace.level]} />
            )}
            <Spoke trace={trace} />
            {trace.at ? <time className="figure">{dueText(trace.at)}</time> : <span className="hint">–</span>}
            <span>{trace.sentence}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Spoke({ trace }: { trace: RuleTrace }) {
  const { t } = useTranslation("supervision");
  return (
    <span className={`badge tone-${trace.spoke ? "red" : "mute"}`}>
      <Icon name={trace.spoke ? "cardAlert" : "cross"} />
      {trace.spoke ? t("explain.spoke") : t("explain.silent")}
    </span>
  );
}
