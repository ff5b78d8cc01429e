// The invented services of the demo: what they answer, and whose keys they never touch.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { MARK, answerOf, type Profile } from '../../../tools/demo/care/answers.ts';
import { root } from './support.ts';

const demo = path.join(root, 'tools', 'demo');
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(demo, file), 'utf8'));
const profiles = read('care/profiles.json') as Record<string, Profile>;
const { records } = read('care_services.json') as { records: { id: string; forms: string[]; covers: string[] }[] };
const recordOf = (id: string): { forms: string; covers: string } => {
  const { forms, covers } = records.find((one) => one.id === id)!;
  return { forms: forms.join('; '), covers: covers.join('; ') };
};
const codes = new Map([['kernstadt', '23940'], ['poggendiek', '23941'], ['adebarsdorf', '23941']]);
const THURSDAY = 20_783; // 26 November 2026
const asked = (id: string, tasks: string[], forms = ['home'], place = 'kernstadt') =>
  answerOf(recordOf(id), profiles[id]!, { forms, place, tasks: tasks.map((task) => ({ task })) }, codes, THURSDAY);

test('every invented service but the one that a person plays has a profile', () => {
  assert.deepEqual(records.map(({ id }) => id).filter((id) => !profiles[id]), ['pflegedienst-morgenstern']);
  assert.deepEqual(Object.keys(profiles).filter((id) => !records.some((one) => one.id === id)), []);
});

test('an invented service answers what its profile says, and that it is invented', () => {
  assert.equal(asked('ambulante-pflege-kernwaerts', ['wash']).verdict, 'yes');
  const some = asked('haeusliche-pflege-adebar', ['wash', 'shopping']);
  assert.deepEqual([some.verdict, some.tasks], ['partly', ['wash']]);
  const later = asked('pflegeteam-poggendiek', ['cooking']);
  assert.deepEqual([later.verdict, later.from_day], ['from', THURSDAY - 3 + 3 * 7]);
  assert.deepEqual([asked('pflege-am-muehlensteig', []).verdict, asked('pflege-am-muehlensteig', []).reason], ['no', 'no-capacity']);
  assert.equal(asked('haeusliche-pflege-adebar', ['oxygen']).reason, 'not-our-service');
  assert.equal(asked('haeusliche-pflege-adebar', [], ['day']).reason, 'not-our-service');
  assert.equal(asked('ambulante-pflege-kernwaerts', [], ['home'], '18055').reason, 'too-far');
  assert.equal(asked('ambulante-pflege-kernwaerts', [], ['home'], '23941').verdict, 'yes', 'by the code of its places');
  for (const id of Object.keys(profiles)) assert.ok(asked(id, []).note.startsWith(MARK));
});

test('the demo writes its key into the town.json of a demo, and into no other', () => {
  const data = mkdtempSync(path.join(tmpdir(), 'stadtkern-demo-care-'));
  const prepare = (town: object): { care_key?: string } => {
    const file = path.join(data, 'town.json');
    writeFileSync(file, JSON.stringify(town));
    const { status, stderr } = spawnSync(process.execPath, [path.join(demo, 'care/main.ts'), 'prepare', '--data', data], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return JSON.parse(readFileSync(file, 'utf8')) as { care_key?: string };
  };
  try {
    assert.equal(prepare({ town: 'kernstadt' }).care_key, undefined);
    assert.equal(prepare({ town: 'kernstadt', demo_notice: {}, care_key: 'its own' }).care_key, 'its own');
    const { care_key } = prepare({ town: 'kernstadt', demo_notice: {} });
    assert.match(care_key ?? '', /^[\w-]{43}\.[\w-]{43}$/);
    assert.equal(prepare({ town: 'kernstadt', demo_notice: {} }).care_key, care_key, 'made once');
    assert.equal(statSync(path.join(data, 'demo/keys.json')).mode & 0o777, 0o600);
  } finally {
    rmSync(data, { recursive: true });
  }
});
