import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { type CaseVerb, verbLook, wordOf } from "../../looks";
import { CaseCommand } from "./CaseCommand";
import type { About } from "./work";

type Asked = { subject: string; number?: string; verbs: CaseVerb[]; about: About };

/** Buttons that each open the form of one command on a case. */
export function CommandButtons({ subject, number, verbs, about }: Asked) {
  const { i18n } = useTranslation();
  const [chosen, choose] = useState<CaseVerb>();
  const word = (verb: CaseVerb) => wordOf(verbLook(verb), i18n.language);
  return (
    <span className="command-buttons">
      {verbs.map((verb) => (
        <Button
          key={verb}
          size="small"
          icon={<Icon name={verbLook(verb).icon} />}
          aria-label={[word(verb), number].filter(Boolean).join(" ")}
          onClick={() => choose(verb)}
        >
          {word(verb)}
        </Button>
      ))}
      {chosen && <CaseCommand subject={subject} verb={chosen} about={about} onClose={() => choose(undefined)} />}
    </span>
  );
}
