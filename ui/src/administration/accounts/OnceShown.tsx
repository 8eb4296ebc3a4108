import { Alert, Button, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { legalInstant } from "../../show";
import type { CreatedAccount } from "./api";

/** A one-time link, or the key of a system, that the server tells this once. Closing the dialog forgets it. */
export function OnceShown({ created, onClose }: { created: CreatedAccount; onClose: () => void }) {
  const { t } = useTranslation("administration");
  const [copied, tell] = useState(false);
  const { account, link, key, expires } = created;
  const secret = link ?? key;
  const copy = () => navigator.clipboard.writeText(secret ?? "").then(() => tell(true));
  return (
    <Modal
      open
      title={t(key ? "once.key" : "once.title", { login: account.login })}
      closable={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("once.close")}
        </Button>
      }
    >
      {secret ? (
        <>
          <Alert type="warning" showIcon title={t(key ? "once.keyHint" : "once.hint")} />
          <p className="once">
            <code>{secret}</code>
            <Button size="small" icon={<Icon name="file" />} onClick={copy}>
              {t("once.copy")}
            </Button>
            <span role="status">{copied && t("once.copied")}</span>
          </p>
          {expires && <p className="hint">{t("once.expires", { at: legalInstant(expires) })}</p>}
        </>
      ) : (
        <p>{t("once.none")}</p>
      )}
    </Modal>
  );
}
