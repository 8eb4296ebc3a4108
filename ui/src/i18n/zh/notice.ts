/** Words of the inbox of notices. */
export const notice = {
  read: "已读",
  markRead: "标为已读",
  markShown: "把显示的 {{n}} 条标为已读",
  ofCard: "牌的反馈逾期",
};
