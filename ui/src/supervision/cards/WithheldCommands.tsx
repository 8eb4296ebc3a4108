import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { click } from "../../http";
import { Icon } from "../../Icon";
import { verbLook, wordOf } from "../../looks";
import { ReasonDialog } from "../../shared/ReasonDialog";
import { signalsChanged } from "../changed";
import { type CardVerb, commandCard } from "./api";

const verbs = ["release_card", "drop_card"] as const satisfies CardVerb[];
type Verb = (typeof verbs)[number];

/** Releases a withheld card, so that it is issued after all, or drops it; each with a reason on record. */
export function WithheldCommands({
  card,
  number,
  can = verbs,
}: {
  card: string;
  number?: string;
  can?: readonly CardVerb[];
}) {
  const { i18n } = useTranslation();
  const [chosen, choose] = useState<Verb>();
  const word = (verb: Verb) => wordOf(verbLook(verb), i18n.language);
  return (
    <span className="command-buttons">
      {verbs
        .filter((verb) => can.includes(verb))
        .map((verb) => (
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
      {chosen && <Decision card={card} verb={chosen} title={word(chosen)} onClose={() => choose(undefined)} />}
    </span>
  );
}

function Decision({ card, verb, title, onClose }: { card: string; verb: Verb; title: string; onClose: () => void }) {
  const { t } = useTranslation("supervision");
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [key] = useState(click);
  const deciding = useMutation({
    mutationFn: (reason: string) => commandCard(card, verb, key, { reason }),
    onSuccess: async () => {
      message.success(t(`withheld.done.${verb}`));
      await signalsChanged(cache);
      onClose();
    },
  });
  return (
    <ReasonDialog
      title={title}
      danger={verb === "drop_card"}
      busy={deciding.isPending}
      fault={deciding.error}
      onGive={deciding.mutate}
      onClose={onClose}
    >
      <p>{t(`withheld.effect.${verb}`)}</p>
    </ReasonDialog>
  );
}
