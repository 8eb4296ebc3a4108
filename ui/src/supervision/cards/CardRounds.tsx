import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { Icon } from "../../Icon";
import { useLimitWords } from "../../limitWords";
import { verbLook } from "../../looks";
import { useCauseWord } from "../../shared/vocabulary";
import { legalInstant, named } from "../../show";
import { dueText } from "../../workbench/left";
import { type Card, type CardAct, type CardAnswer, type CardFile, proofAddress } from "./api";
import { nameOf, waits } from "./search";

/** The rounds of a card, the newest first: what was asked, what the unit answered, what supervision said to it. */
export function CardRounds({ card }: { card: Card }) {
  const { t } = useTranslation("supervision");
  const rounds = (card.rounds ?? []).toReversed();
  if (rounds.length === 0) return null;
  const [newest] = rounds;
  const demands = rounds.map(({ demand }) => demand.line); // a verdict that asks again is told where it asks
  return (
    <section className="panel rounds" aria-label={nameOf(t("rounds.title"), card.row)}>
      <h2>{t("rounds.title")}</h2>
      <ol reversed>
        {rounds.map((round) => (
          <li key={round.n}>
            <h3>{t("rounds.n", { n: round.n })}</h3>
            {round.demand.verb !== "issue_card" && <Act card={card.row.id} act={round.demand} />}
            {round.answers.map((answer) => (
              <Answer key={answer.line} card={card.row.id} answer={answer} />
            ))}
            {round === newest && waits(card.row) && round.answers.length === 0 && (
              <p className="hint">{t("rounds.waits")}</p>
            )}
            {round === newest && card.row.waits?.for === "verification" && (
              <p className="hint">{t("rounds.waitsVerify")}</p>
            )}
            {round.verdict && !demands.includes(round.verdict.line) && <Act card={card.row.id} act={round.verdict} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Answer({ card, answer }: { card: string; answer: CardAnswer }) {
  const { t } = useTranslation("supervision");
  const causeWord = useCauseWord();
  return (
    <div className="round-part">
      <Head verb="answer_card" at={answer.at} by={answer.by}>
        {answer.cause && <span>{causeWord(answer.cause)}</span>}
        <span className={`badge tone-${answer.corrected ? "good" : "wait"}`}>
          <Icon name={answer.corrected ? "check" : "hourglass"} />
          {t(answer.corrected ? "rounds.corrected" : "rounds.notCorrected")}
        </span>
        {answer.late && (
          <span className="badge tone-red">
            <Icon name="alert" />
            {t("rounds.late")}
          </span>
        )}
      </Head>
      <p className="line-text">{answer.text}</p>
      <Proofs card={card} files={answer.files} />
    </div>
  );
}

/** What supervision did: its reason, the number of its document, the limit it set. */
export function Act({ card, act }: { card: string; act: CardAct }) {
  const { t } = useTranslation("supervision");
  const limitWords = useLimitWords();
  return (
    <div className="round-part">
      <Head verb={act.verb} at={act.at} by={act.by}>
        {act.document && <span className="figure">{act.document}</span>}
        {act.planned && <span>{t("rounds.ordered", { amount: limitWords(act.planned) })}</span>}
        {act.due && <span>{t("rounds.due", { at: dueText(act.due) })}</span>}
      </Head>
      <p className="line-text">{act.reason}</p>
      <Proofs card={card} files={act.files} />
    </div>
  );
}

type Headed = { verb: string; at: string; by?: CardAct["by"]; children?: React.ReactNode };

function Head({ verb, at, by, children }: Headed) {
  const { i18n } = useTranslation();
  return (
    <div className="line-head">
      <time className="figure" dateTime={at}>
        {legalInstant(at)}
      </time>
      <Badge look={verbLook(verb)} />
      {children}
      <span className="line-who">
        {by?.name} <small className="hint">{by?.unit && named(by.unit, i18n.language)}</small>
      </span>
    </div>
  );
}

/** The files handed in as proof; each opens in a page of its own. */
export function Proofs({ card, files = [] }: { card: string; files?: CardFile[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="files">
      {files.map(({ address, name }) => (
        <li key={address}>
          <a href={proofAddress(card, address)} target="_blank" rel="noreferrer">
            <Icon name="file" /> {name || address.slice(0, 12)}
          </a>
        </li>
      ))}
    </ul>
  );
}
