import { Notification } from 'electron';
import type { DesktopNote } from './alert-desk';
import { isUnattended } from './dialogs';

/** Those that are shown: one that nobody holds would be collected, and its click with it. */
const shown = new Set<Notification>();

/** Shows a notification of the desktop, where it has such. @param onClick the person wants to see what it is about. */
export function showNote(note: DesktopNote, onClick: (note: DesktopNote) => void): void {
  if (isUnattended() || !Notification.isSupported()) return;
  const { title, body } = note;
  const notification = new Notification({ title, body });
  const forget = (): void => void shown.delete(notification);
  notification.on('click', () => {
    forget();
    onClick(note);
  });
  notification.on('close', forget);
  notification.on('failed', forget);
  shown.add(notification);
  notification.show();
}
