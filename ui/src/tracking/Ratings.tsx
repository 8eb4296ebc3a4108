import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLoaded } from "../hall/loaded";
import { Failure } from "../hall/Waiting";
import { Icon } from "../Icon";
import { ratingLooks, wordOf } from "../looks";
import { type RatingScale, readScale } from "../ratings/api";
import { RatingLine } from "../ratings/RatingLine";
import { named } from "../show";
import type { Tracking } from "./api";
import { useCommand } from "./useCommand";

type Props = { tracking: Tracking; keep: (tracking: Tracking) => void };

/** Rating the service once it is done, what was said, and what the unit answers. */
export function Ratings({ tracking, keep }: Props) {
  const { t } = useTranslation("voice");
  const { can, ratings = [] } = tracking.case;
  const scale = useLoaded("scale", readScale).value;
  const verb = (["rate", "rate_again"] as const).find((each) => can.includes(each));
  const [sent, tell] = useState(false);
  const [open, show] = useState(false);
  if (!verb && ratings.length === 0) return null;
  const finish = (answer: Tracking) => {
    tell(true);
    show(false);
    keep(answer);
  };
  return (
    <section className="sheet" aria-labelledby="ratings">
      <h2 id="ratings">{ratings.length > 0 ? t("rating.mine") : t("rating.title")}</h2>
      <p role="status">
        {sent && (
          <span className="badge tone-good">
            <Icon name="check" /> {t("rating.sent")}
          </span>
        )}
      </p>
      <ul className="rating-list">
        {ratings.map((rating) => (
          <li key={rating.at}>
            <RatingLine rating={rating} scale={scale} />
            {!rating.answer && <p className="fine">{t("rating.waiting")}</p>}
          </li>
        ))}
      </ul>
      {verb === "rate" && <RatingForm key="rate" verb="rate" tracking={tracking} scale={scale} done={finish} />}
      {verb === "rate_again" && !open && (
        <button type="button" className="button print-hidden" onClick={() => show(true)}>
          <Icon name="draft" /> {t("rating.again")}
        </button>
      )}
      {verb === "rate_again" && open && (
        <RatingForm key="again" verb="rate_again" tracking={tracking} scale={scale} done={finish} />
      )}
    </section>
  );
}

type FormProps = {
  verb: "rate" | "rate_again";
  tracking: Tracking;
  scale?: RatingScale;
  done: (answer: Tracking) => void;
};

function RatingForm({ verb, tracking, scale, done }: FormProps) {
  const { t, i18n } = useTranslation(["voice", "application"]);
  const [level, choose] = useState<number>();
  const [tags, tick] = useState<string[]>([]);
  const [text, write] = useState("");
  const [anonymous, hide] = useState(false);
  const [asked, ask] = useState(false);
  const { give, busy, failure } = useCommand(tracking, verb, done);
  const id = useId();
  const fitting = scale?.tags.filter(({ levels }) => level !== undefined && levels.includes(level)) ?? [];
  const send = () => {
    ask(level === undefined);
    if (level === undefined) return;
    const said = text.trim();
    give({
      level,
      tags: tags.filter((key) => fitting.some((tag) => tag.key === key)),
      anonymous,
      ...(said && { text: said }),
    });
  };
  return (
    <form
      className="print-hidden"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p className="fine">{t("rating.lead")}</p>
      {failure !== undefined && <Failure failure={failure} />}
      <fieldset className={asked ? "field field-faulty" : "field"}>
        <legend>{t("rating.level")}</legend>
        {asked && (
          <p className="field-fault" role="alert">
            <Icon name="alert" /> {t("rating.needed")}
          </p>
        )}
        <div className="levels">
          {ratingLooks.map((look, place) => (
            <label key={look.en} className="choice">
              <input
                type="radio"
                name={id}
                checked={level === place + 1}
                onChange={() => {
                  choose(place + 1);
                  ask(false);
                }}
              />
              {wordOf(look, i18n.language)}
            </label>
          ))}
        </div>
      </fieldset>
      {fitting.length > 0 && (
        <fieldset className="field">
          <legend>{t("rating.tags")}</legend>
          <div className="tags">
            {fitting.map((tag) => (
              <label key={tag.key} className="choice">
                <input
                  type="checkbox"
                  checked={tags.includes(tag.key)}
                  onChange={(event) =>
                    tick(event.target.checked ? [...tags, tag.key] : tags.filter((key) => key !== tag.key))
                  }
                />
                {named(tag, i18n.language)}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <div className="field">
        <label htmlFor={`${id}-text`}>
          {t("rating.text")} <span className="field-need">{t("application:optional")}</span>
        </label>
        <p className="hint" id={`${id}-hint`}>
          {t("rating.textHint")}
        </p>
        <textarea
          id={`${id}-text`}
          aria-describedby={`${id}-hint`}
          rows={3}
          maxLength={1000}
          value={text}
          onChange={(event) => write(event.target.value)}
        />
      </div>
      <label className="choice">
        <input type="checkbox" checked={anonymous} onChange={(event) => hide(event.target.checked)} />
        {t("rating.anonymous")}
      </label>
      <p>
        <button type="submit" className="button primary" disabled={busy}>
          {t("rating.send")}
        </button>
      </p>
    </form>
  );
}
