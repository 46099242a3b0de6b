// Does the mail server greet us and take our password? No mail is sent.
import type { SurfaceCheck } from '../../domain/notice/surface-check';
import type { EmailSettings } from '../../domain/notice/surfaces';
import { createSmtp } from './smtp';

export function emailCheck(settings: EmailSettings, options: { timeoutMs: number }): SurfaceCheck {
  const smtp = createSmtp(settings.smtpUrl, options);
  return {
    surface: 'email',
    async check() {
      await smtp.verify();
      return `${new URL(settings.smtpUrl).hostname} takes our mail`;
    },
  };
}
