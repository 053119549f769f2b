/** What people are sent by mail, in words. How a mail gets there is the composition root's affair. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Resolves when the mail is on its way; rejects when it cannot be. */
export type SendMail = (mail: Mail) => Promise<void>;

export const invitationMail = (to: string, name: string, link: string, until: Date): Mail => ({
  to,
  subject: 'Your account at ChargeSphere',
  text: `Hello ${name},

an account at the roaming hub ChargeSphere waits for you. Choose a password here:

${link}

The link works once, until ${until.toISOString()}. If you expected no such mail, leave it alone.
`,
});

export const resetMail = (to: string, name: string, link: string, until: Date): Mail => ({
  to,
  subject: 'A new password for ChargeSphere',
  text: `Hello ${name},

somebody asked for a new password for your account. Choose it here:

${link}

The link works once, until ${until.toISOString()}. If it was not you, leave it alone: nothing has changed.
`,
});
