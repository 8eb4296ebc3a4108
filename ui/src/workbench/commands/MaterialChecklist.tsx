import { Button, Input } from "antd";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { named } from "../../show";
import {
  allReceived,
  type Checked,
  type Material,
  type MaterialState,
  materialLooks,
  materialStates,
  standOf,
  stateOfDigit,
  withMaterial,
} from "./checklist";
import type { Given } from "./given";

const standLooks = { open: ["hourglass", "wait"], missing: ["cross", "red"], complete: ["check", "good"] } as const;

type Shown = Given<Checked[]> & { materials: Material[]; autoFocus?: boolean };

/** The checklist, material by material. A digit sets the state of the line that has the focus and goes to the next. */
export function MaterialChecklist({ id = "materials", value = [], onChange, materials, autoFocus }: Shown) {
  const { t } = useTranslation("workbench");
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (autoFocus) list.current?.querySelector<HTMLElement>("input[type=radio]")?.focus();
  }, [autoFocus]);
  const set = (no: number, change: Partial<Checked>) => onChange?.(withMaterial(value, no, change));
  const stand = standOf(materials, value);
  const [icon, tone] = standLooks[stand];

  /** Goes to the line after this one; of a missing material, to the note that says what is wrong. */
  const goOn = (no: number, note: boolean) => {
    const next = materials[materials.findIndex((each) => each.no === no) + 1];
    const target = note ? `[data-note="${no}"]` : `[data-line="${next?.no}"] input[type=radio]`;
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(target)?.focus());
  };

  return (
    <div className="checklist" id={id}>
      <div className="checklist-head">
        <span className={`badge tone-${tone}`} role="status">
          <Icon name={icon} />
          {t(`command.stand.${stand}`)}
        </span>
        <Button size="small" onClick={() => onChange?.(allReceived(materials, value))}>
          {t("command.allReceived")}
        </Button>
      </div>
      <p className="hint keys" id={`${id}-keys`}>
        {t("command.keys")}
      </p>
      <ol ref={list}>
        {materials.map((material) => (
          <Row
            key={material.no}
            id={`${id}-${material.no}`}
            material={material}
            given={value.find(({ no }) => no === material.no)}
            keys={`${id}-keys`}
            onSet={(change) => set(material.no, change)}
            onNext={(note) => goOn(material.no, note)}
          />
        ))}
      </ol>
    </div>
  );
}

type RowShown = {
  id: string;
  material: Material;
  given?: Checked;
  keys: string;
  onSet: (change: Partial<Checked>) => void;
  onNext: (note: boolean) => void;
};

function Row({ id, material, given, keys, onSet, onNext }: RowShown) {
  const { t, i18n } = useTranslation("workbench");
  const name = named(material, i18n.language);
  const digits = (event: KeyboardEvent) => {
    const state = stateOfDigit(event.key);
    if (state === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onSet({ state });
    onNext(state === "missing");
  };
  return (
    <li className="checklist-row" data-line={material.no}>
      <fieldset>
        <legend>
          <span className="figure">{material.no}</span> {name}{" "}
          <small className="hint">{material.required ? t("case.required") : t("case.optional")}</small>
        </legend>
        {materialStates.map((state) => (
          <StateChoice
            key={state}
            id={id}
            state={state}
            chosen={given?.state === state}
            keys={keys}
            onKeyDown={digits}
            onChoose={() => onSet({ state })}
          />
        ))}
      </fieldset>
      {given?.state === "missing" && (
        <Input
          data-note={material.no}
          value={given.note ?? ""}
          maxLength={500}
          aria-label={t("command.noteOf", { name })}
          placeholder={t("command.noteHint")}
          onChange={(event) => onSet({ note: event.target.value })}
          onPressEnter={(event) => {
            event.preventDefault();
            onNext(false);
          }}
        />
      )}
    </li>
  );
}

type ChoiceShown = {
  id: string;
  state: MaterialState;
  chosen: boolean;
  keys: string;
  onKeyDown: (event: KeyboardEvent) => void;
  onChoose: () => void;
};

function StateChoice({ id, state, chosen, keys, onKeyDown, onChoose }: ChoiceShown) {
  const { t } = useTranslation("workbench");
  const { icon, tone, digit } = materialLooks[state];
  return (
    <label className={chosen ? `state-choice chosen tone-${tone}` : "state-choice"}>
      <input
        type="radio"
        name={id}
        checked={chosen}
        aria-describedby={keys}
        onChange={onChoose}
        onKeyDown={onKeyDown}
      />
      {chosen ? (
        <Icon name={icon} />
      ) : (
        <span className="key" aria-hidden="true">
          {digit}
        </span>
      )}
      {t(`material.${state}`)}
    </label>
  );
}
