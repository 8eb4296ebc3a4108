import { Alert, Form, Input, Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../faultWords";

type Asked = {
  title: string;
  /** Said above the field: what the act does. */
  children?: ReactNode;
  danger?: boolean;
  busy: boolean;
  fault: unknown;
  onGive: (reason: string) => void;
  onClose: () => void;
};

/** Asks for the reason of an act that is kept on record. Enter does not send: a reason may have several lines. */
export function ReasonDialog({ title, children, danger, busy, fault, onGive, onClose }: Asked) {
  const { t } = useTranslation("administration");
  const words = useFaultWords();
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ danger, loading: busy }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      {children}
      {fault !== null && fault !== undefined && <Alert type="error" showIcon role="alert" title={words(fault)} />}
      <Form form={form} layout="vertical" onFinish={({ reason }) => onGive(reason.trim())}>
        <Form.Item
          name="reason"
          label={t("reason.label")}
          rules={[{ required: true, whitespace: true, min: 2, message: t("reason.short") }]}
        >
          <Input.TextArea rows={3} maxLength={1000} showCount autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
