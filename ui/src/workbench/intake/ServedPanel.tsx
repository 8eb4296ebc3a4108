import { Link } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { noticeAddress } from "../cases/api";
import type { Served } from "./serve";

/** How one applicant's turn ended, and how long it took. */
export type Ended = { served: Served; seconds: number };

/** What to print after each ending. */
const notices = { accept: "acceptance", notify_supplement: "supplement", receive: "receipt" } as const;

/** The end of a turn: number and query code for the applicant, the notice to print, and on to the next. */
export function ServedPanel({ ended: { served, seconds }, onNext }: { ended: Ended; onNext: () => void }) {
  const { t } = useTranslation(["workbench", "word"]);
  const { taken } = served;
  const done = "done" in served ? served.done : "receive";
  const ending = done === "receive" ? (served.held ?? done) : done;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="panel served" aria-labelledby="served">
      <h2 id="served" ref={heading} tabIndex={-1}>
        <Icon name="check" size={24} /> {t(`intake.done.${ending}`)}
        <small className="hint">{t("intake.seconds", { n: seconds })}</small>
      </h2>
      {served.held && <Alert type="info" showIcon title={t(`intake.held.${served.held}`)} />}
      {"blocked" in served && !served.held && (
        <Alert
          type="warning"
          showIcon
          title={t("intake.blocked", {
            number: taken.number,
            choice: t(`intake.choice.${served.blocked}`),
            why: served.why,
          })}
        />
      )}
      <dl className="served-facts">
        <div>
          <dt>{t("intake.number")}</dt>
          <dd className="figure">{taken.number}</dd>
        </div>
        <div>
          <dt>{t("intake.code")}</dt>
          <dd className="figure">{taken.query_code}</dd>
        </div>
      </dl>
      <p className="hint">{t("intake.codeHint")}</p>
      <div className="form-foot">
        <Button
          type="primary"
          size="large"
          icon={<Icon name="printer" />}
          href={noticeAddress(taken.id, notices[done])}
          target="_blank"
          rel="noreferrer"
        >
          {t("intake.print", { notice: t(`word:notice.${notices[done]}`) })}
        </Button>
        <Button size="large" onClick={onNext}>
          {t("intake.next")}
        </Button>
        <Link to="/cases/$id" params={{ id: taken.id }}>
          {t("intake.open")}
        </Link>
      </div>
    </section>
  );
}
