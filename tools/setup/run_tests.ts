// Runs every test of the tree and counts. A suite is a Catch2 program or a folder of node:test files; a test file that no
// suite runs fails the tidy suite.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

type Count = { passed: number; failed: number; skipped: number };
type Suite = { name: string; quick: boolean; run: () => Promise<Count> };

const quick = process.argv.includes("--quick=true");
const only = process.argv.find((word) => word.startsWith("--only="))?.slice("--only=".length) ?? "";

function run(command: string, words: string[], limitSeconds: number): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, words, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env } });
    let output = "";
    const timer = setTimeout(() => {
      output += `\nabgebrochen nach ${limitSeconds} s\n`;
      child.kill("SIGKILL");
    }, limitSeconds * 1000);
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, output });
    });
  });
}

const matches = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

// A Catch2 program says what it ran in JUnit's form; what it skipped for want of data it says in a line of its own.
async function catchProgram(path: string): Promise<Count> {
  const { code, output } = await run(path, ["-r", "junit"], 600);
  const cases = new Set([...output.matchAll(/<testcase [^>]*? name="([^"]*)"/g)].map((found) => (found[1] ?? "").split("/")[0]));
  const skipped = matches(output, /^stadtkern-skip: /gm);
  const failedCases = new Set(
    [...output.matchAll(/<testcase [^>]*? name="([^"]*)"[^>]*>\s*<(?:failure|error)/g)].map((found) => (found[1] ?? "").split("/")[0]),
  );
  const failed = failedCases.size > 0 || code === 0 ? failedCases.size : 1;
  if (failed > 0 || (cases.size === 0 && code !== 0)) process.stdout.write(output.slice(-8000));
  return { passed: Math.max(0, cases.size - failed - skipped), failed: failed || (cases.size === 0 ? 1 : 0), skipped };
}

async function nodeTests(files: string[], concurrency: number, limitSeconds: number): Promise<Count> {
  const words = ["--test", "--test-reporter=tap", `--test-concurrency=${concurrency}`, "--test-timeout=300000", ...files];
  const { code, output } = await run(process.execPath, words, limitSeconds);
  const number = (name: string) => Number(output.match(new RegExp(`^# ${name} (\\d+)$`, "m"))?.[1] ?? 0);
  const failed = number("fail") + number("cancelled");
  if (code !== 0) {
    const lines = output.split("\n").filter((line) => !/^\s*(ok |# Subtest|duration_ms|type:|\.\.\.|---|1\.\.)/.test(line));
    process.stdout.write(lines.join("\n").slice(-12000) + "\n");
  }
  return { passed: number("pass"), failed: failed || (code === 0 ? 0 : 1), skipped: number("skipped") };
}

// Many towns on virtual time, in as many programs as there are processors. In a simulation where little happens nothing is tried.
async function simulation(programs: number): Promise<Count> {
  const each = Math.ceil(Number(process.env.STADTKERN_SIM_SEEDS || 3000) / programs);
  const runs = Array.from({ length: programs }, (_, at) => ["--from", String(1 + at * each), "--seeds", String(each)]);
  const ends = await Promise.all(runs.map((words) => run("build/release/tests/simulate", words, 900)));
  let failed = 0;
  for (const { code, output } of ends) {
    const requests = Number(output.match(/(\d+) requests/)?.[1] ?? 0);
    if (code === 0 && requests >= each / 3) continue;
    failed += 1;
    process.stdout.write(`${output.slice(-4000)}\n${requests} requests in ${each} lives\n`);
  }
  return { passed: programs - failed, failed, skipped: 0 };
}

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".test.ts"))
        .map((name) => join(folder, name))
        .sort()
    : [];

function suites(): Suite[] {
  const programs = readdirSync("build/dev/tests").filter((name) => /^test_\w+$/.test(name));
  const native = programs.sort().map((name) => ({
    name: `nativ ${name.slice("test_".length)}`,
    quick: true,
    run: () => catchProgram(join("build/dev/tests", name)),
  }));
  const folder = (name: string, isQuick: boolean, concurrency: number, limitSeconds: number): Suite => ({
    name,
    quick: isQuick,
    run: () => nodeTests(filesIn(join("tests", name)), concurrency, limitSeconds),
  });
  const cores = availableParallelism();
  return [
    folder("tidy", true, cores, 300),
    ...native,
    folder("wire", true, cores, 120),
    folder("unit", true, cores, 400),
    folder("site", true, cores, 300),
    folder("golden", false, 1, 600),
    folder("parity", true, cores, 300),
    { name: "sim", quick: false, run: () => simulation(cores) },
    folder("server", false, 1, 900),
    folder("browser", false, 1, 1500),
    folder("demo", false, 1, 1500),
  ].filter((suite) => suite.name.startsWith("nativ") || suite.name === "sim" || filesIn(join("tests", suite.name)).length > 0);
}

const total: Count = { passed: 0, failed: 0, skipped: 0 };
for (const suite of suites()) {
  if ((quick && !suite.quick) || !suite.name.includes(only)) continue;
  const begin = Date.now();
  const count = await suite.run();
  if (count.failed === 0 && count.passed === 0 && count.skipped === 0) count.failed = 1; // a suite that ran nothing
  const seconds = ((Date.now() - begin) / 1000).toFixed(1);
  console.log(`${count.failed > 0 ? "✗" : "✓"} ${suite.name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped (${seconds} s)`);
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
}
const missing = process.env.CI === "true" && total.skipped > 0;
if (missing) console.log("Übersprungenes gilt mit CI=true als Fehler.");
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || missing ? 1 : 0);
