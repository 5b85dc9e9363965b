import { describe, expect, test } from 'vitest';
import { fillCover } from '../../../src/series/mail/cover.ts';
import { finishMails, type Envelope } from '../../../src/series/mail/finish.ts';
import { fieldOf, parseMail, printMail } from '../../../src/series/mail/mail.ts';
import { isUnchanged } from '../../../src/series/mail/message-id.ts';

const cover = `From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
From: Ada <ada@example.org>
Subject: [RFC PATCH v2 0/1] *** SUBJECT HERE ***

*** BLURB HERE ***

Ada (1):
  a: Say *** BLURB HERE ***
`;
const patch = `From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
From: Ada <ada@example.org>
Subject: [RFC PATCH v2 1/1] a: Say
 more

Body.
---
 a | 1 +
`;

const envelope: Envelope = {
  proposal: 'a-proposal',
  version: 2,
  from: { name: 'Ada', email: 'ada@example.org' },
  recipients: { to: [{ name: 'Grace', email: 'grace@example.org' }], cc: [{ name: '', email: 'list@example.org' }] },
  blocked: null,
};

function finished(change: Partial<Envelope> = {}): readonly string[] {
  const mails = [
    {
      file: '0000-cover-letter.patch',
      written: '',
      mail: fillCover(parseMail(cover), 'a: Title', 'Why, for $& and $1.'),
    },
    { file: '0001-a-Say-more.patch', written: '', mail: parseMail(patch) },
  ];
  return finishMails(mails, { ...envelope, ...change }).map((mail) => mail.text);
}

describe('a mail', () => {
  test('prints as it was read', () => {
    for (const text of [cover, patch]) expect(printMail(parseMail(text))).toBe(text);
  });

  test('gives a folded field as one line, and the last where there are two', () => {
    expect(fieldOf(parseMail(patch), 'subject')).toBe('[RFC PATCH v2 1/1] a: Say more');
    expect(fieldOf(parseMail(patch.replace('From: ', 'Subject: other\nFrom: ')), 'Subject')).toBe(
      '[RFC PATCH v2 1/1] a: Say more',
    );
    expect(fieldOf(parseMail(patch), 'Cc')).toBeNull();
  });
});

describe('the cover letter', () => {
  test('is filled in where git left places, and nowhere else', () => {
    const [text = ''] = finished();
    expect(text).toContain('Subject: [RFC PATCH v2 0/1] a: Title\n');
    expect(text).toContain('\n\nWhy, for $& and $1.\n\nAda (1):\n  a: Say *** BLURB HERE ***\n');
  });
});

describe('finished mails', () => {
  test('answer the cover letter', () => {
    const [first, second] = finished().map(parseMail);
    const id = fieldOf(first ?? parseMail(''), 'Message-ID');
    expect(id).toMatch(/^<abiwright\.a-proposal\.v2\.0\.[0-9a-f]{24}@example\.org>$/);
    expect(fieldOf(second ?? parseMail(''), 'In-Reply-To')).toBe(id);
    expect(fieldOf(second ?? parseMail(''), 'References')).toBe(id);
    expect(fieldOf(first ?? parseMail(''), 'In-Reply-To')).toBeNull();
  });

  test('have the same ids for the same text, and others for another', () => {
    expect(finished()).toEqual(finished());
    expect(finished()[1]).not.toBe(finished({ version: 3 })[1]);
  });

  test('say their characters once', () => {
    const text = finished()[1] ?? '';
    expect(text.match(/^Content-Type: text\/plain; charset=UTF-8$/gm)).toHaveLength(1);
    const [again = ''] = finishMails([{ file: '', written: '', mail: parseMail(text) }], envelope).map(
      (mail) => mail.text,
    );
    expect(again.match(/^MIME-Version:/gm)).toHaveLength(1);
  });

  test('go to their recipients where they may be sent', () => {
    for (const text of finished()) expect(text).toContain('\nTo: Grace <grace@example.org>\nCc: list@example.org\n');
  });

  test('have no recipient with an address where they may not', () => {
    for (const text of finished({ blocked: 'Not "signed": sign' })) {
      expect(text.split('\n')[1]).toBe('Subject: *** SUBJECT HERE *** Not "signed": sign');
      expect(text).toContain(
        `\nTo: "Not 'signed': sign" <>\nX-To: Grace <grace@example.org>\nX-Cc: list@example.org\n`,
      );
      expect(text).not.toMatch(/^(?:Cc|Bcc):/m);
    }
  });
});

describe('isUnchanged', () => {
  test.each([null, 'not signed'])('knows its own mails, blocked: %s', (blocked) => {
    for (const text of finished({ blocked })) expect(isUnchanged(parseMail(text))).toBe(true);
  });

  test('sees an edit of the text or of the subject', () => {
    for (const text of finished()) {
      expect(isUnchanged(parseMail(text.replace('a: Say', 'a: Sing')))).toBe(false);
      expect(isUnchanged(parseMail(`${text}more\n`))).toBe(false);
    }
  });

  test('does not know other mails', () => {
    expect(isUnchanged(parseMail(patch))).toBeNull();
    expect(isUnchanged(parseMail('any text'))).toBeNull();
  });
});
