import { useReducer, useRef, useState } from "react";
import { Fault } from "../fault";
import type { Found } from "../forms/judge";
import { today } from "../forms/reach";
import { go } from "../hall/address";
import { click } from "../http";
import type { Guide } from "../items/api";
import { apply } from "./api";
import { alreadySaid } from "./applicant";
import { forgetHere } from "./drafts";
import { begun, type Filing, faultsOn, pageOf, placed, toApplication } from "./filing";
import { useDraft } from "./useDraft";

/** What a page is faulty in, as sentences by the pointer of the field. */
export type Faults = Record<string, string>;

/** What the pages of an application are given. */
export type PartProps = { guide: Guide; filing: Filing; edit: (part: Partial<Filing>) => void; faults: Faults };

/** Everything that writing one application needs, apart from how it looks. */
export function useFiling(guide: Guide, start: Filing, known: string | undefined, words: (found: Found) => string) {
  const [filing, change] = useReducer((old: Filing, part: Partial<Filing>) => ({ ...old, ...part }), start);
  const [touched, touch] = useState(false);
  const [publicComputer, setPublic] = useState(false);
  const draft = useDraft(guide, filing, touched, publicComputer, known);
  const [faults, mark] = useState<Faults>({});
  const [turns, count] = useState(0);

  const edit = (part: Partial<Filing>) => {
    touch(true);
    change(part);
  };
  const show = (page: number, found: Faults) => {
    mark(found);
    edit({ page });
    count((n) => n + 1);
  };
  const turn = (page: number) => {
    if (page === 1) edit({ form: { ...filing.form, ...alreadySaid(guide.fields, filing.applicant, filing.form) } });
    show(page, {});
  };
  const judged = (page: number): Faults => {
    const found = Object.entries(faultsOn(page, guide, filing, today(), Date.now()));
    return Object.fromEntries(found.map(([pointer, fault]) => [pointer, words(fault)]));
  };
  const next = () => {
    const found = judged(filing.page);
    if (Object.keys(found).length > 0) show(filing.page, found);
    else turn(filing.page + 1);
  };
  const restart = () => {
    forgetHere(guide.key);
    change(begun(guide));
    show(0, {});
  };
  const sending = useSending(guide, filing, draft.handle, judged, show);
  return { filing, edit, turn, next, restart, faults, turns, touched, publicComputer, setPublic, ...draft, ...sending };
}

/** Sending: every page is judged once more; the key of the click stays while nothing was changed. */
function useSending(
  guide: Guide,
  filing: Filing,
  handle: string | undefined,
  judged: (page: number) => Faults,
  show: (page: number, found: Faults) => void,
) {
  const [failure, fail] = useState<unknown>();
  const [sending, send] = useState(false);
  const attempt = useRef({ key: "", body: "" });
  const submit = async () => {
    const faulty = [0, 1, 2].find((page) => Object.keys(judged(page)).length > 0);
    if (faulty !== undefined) return show(faulty, judged(faulty));
    const application = toApplication(guide, filing, handle);
    const body = JSON.stringify(application);
    if (attempt.current.body !== body) attempt.current = { key: click(), body };
    send(true);
    fail(undefined);
    try {
      const submitted = await apply(application, attempt.current.key);
      forgetHere(guide.key);
      go("/submitted", { replace: true, state: { ...submitted, item: guide.name, item_en: guide.name_en } });
    } catch (refused) {
      const found = refused instanceof Fault ? placed(refused.faults, application.materials ?? []) : {};
      const [first] = Object.keys(found);
      if (first) show(pageOf(first), found);
      else fail(refused);
    } finally {
      send(false);
    }
  };
  return { submit, sending, failure };
}
