import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Modal, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { type CaseVerb, verbLook, wordOf } from "../../looks";
import { caseQuery, offersQuery } from "../../workbench/cases/api";
import { CommandForm } from "../../workbench/commands/CommandForm";
import { signalsChanged } from "../changed";
import { type About, offerAbout } from "./work";

type Asked = { subject: string; verb: CaseVerb; about: About; onClose: () => void };

/** One command on a case, given from a list: the same form as on the case's own page, or why it cannot be given. */
export function CaseCommand({ subject, verb, about, onClose }: Asked) {
  const { t, i18n } = useTranslation("workbench");
  const words = useFaultWords();
  const cache = useQueryClient();
  const { message } = App.useApp();
  const found = useQuery(caseQuery(subject));
  const offers = useQuery(offersQuery(subject));
  const offer = offers.data && offerAbout(offers.data.rows, verb, about);
  const word = wordOf(verbLook(verb), i18n.language);
  if (found.data && offer?.allowed) {
    return (
      <CommandForm
        offer={offer}
        found={found.data}
        onClose={onClose}
        onDone={async (outcome) => {
          message.success(t("command.done", { verb: word, line: outcome.line }));
          await signalsChanged(cache);
          onClose();
        }}
      />
    );
  }
  const fault = found.error ?? offers.error;
  return (
    <Modal open title={word} footer={null} onCancel={onClose}>
      {fault && <Alert type="error" showIcon title={words(fault)} />}
      {offers.data && !offer?.allowed && (
        <Alert
          type="warning"
          showIcon
          title={t("command.unavailable", { reason: offer?.sentence ?? offer?.reason ?? "" })}
        />
      )}
      {!fault && !offers.data && <Skeleton active />}
    </Modal>
  );
}
