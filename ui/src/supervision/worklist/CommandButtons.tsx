import type { CaseVerb } from "../../looks";
import { VerbButtons } from "../VerbButtons";
import { CaseCommand } from "./CaseCommand";
import type { About } from "./work";

type Asked = { subject: string; number?: string; verbs: CaseVerb[]; about: About };

/** Buttons that each open the form of one command on a case. */
export function CommandButtons({ subject, number, verbs, about }: Asked) {
  return (
    <VerbButtons verbs={verbs} number={number}>
      {(verb, _, close) => <CaseCommand subject={subject} verb={verb} about={about} onClose={close} />}
    </VerbButtons>
  );
}
