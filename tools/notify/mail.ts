// A mail without content, over SMTP (RFC 5321).
import nodemailer, { type Transporter } from 'nodemailer';
import type { Settings } from './settings.ts';
import { mailText, subject } from './messages.ts';

export class Mail {
  private readonly settings: Settings;
  private readonly transport: Transporter;

  constructor(settings: Settings) {
    this.settings = settings;
    const { host, port, secure, user, password } = settings.smtp;
    this.transport = nodemailer.createTransport({
      host, port, secure, ...(user === '' ? {} : { auth: { user, pass: password }, requireTLS: !secure }),
      connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000, disableFileAccess: true, disableUrlAccess: true,
    });
  }

  // Resolves when the mail server has taken the mail over.
  async send(to: string, topic: string): Promise<void> {
    const domain = /@([\w.-]+)>?$/.exec(this.settings.from)?.[1] ?? 'localhost';
    await this.transport.sendMail({
      from: this.settings.from, to, subject, text: mailText(this.settings.desk), messageId: `<${topic}@${domain}>`,
      headers: { 'Auto-Submitted': 'auto-generated' }, // RFC 3834
    });
  }
}
