import { useMutation } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { Icon } from "../../Icon";
import { type FileReceipt, upload } from "./api";
import type { Given } from "./given";

type Shown = Given<string[]> & {
  /** The case, or whatever else `send` uploads to. */
  subject: string;
  send?: (subject: string, file: File) => Promise<FileReceipt>;
};

/** Files to name in a command: uploaded at once, sent as receipts. */
export function FileField({ id, value = [], onChange, subject, send = upload }: Shown) {
  const { t } = useTranslation("workbench");
  const words = useFaultWords();
  const chooser = useRef<HTMLInputElement>(null);
  const [kept, keep] = useState<FileReceipt[]>([]);
  const sending = useMutation({
    mutationFn: (file: File) => send(subject, file),
    onSuccess: (receipt) => {
      keep((before) => [...before, receipt]);
      onChange?.([...value, receipt.receipt]);
    },
  });
  const remove = (receipt: string) => {
    keep((before) => before.filter((each) => each.receipt !== receipt));
    onChange?.(value.filter((each) => each !== receipt));
  };
  return (
    <div className="file-field">
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label={t("command.addFile")}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) sending.mutate(file);
        }}
      />
      <Button
        id={id}
        icon={<Icon name="upload" />}
        loading={sending.isPending}
        onClick={() => chooser.current?.click()}
      >
        {sending.isPending ? t("command.uploading", { name: sending.variables.name }) : t("command.addFile")}
      </Button>
      {sending.error && <Alert type="error" showIcon title={words(sending.error)} />}
      <ul className="files">
        {kept.map((file) => (
          <li key={file.receipt}>
            <Icon name="file" /> {file.name}
            <Button
              size="small"
              type="text"
              icon={<Icon name="cross" />}
              aria-label={t("command.removeFile", { name: file.name })}
              onClick={() => remove(file.receipt)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
