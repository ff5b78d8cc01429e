// Judges the markup of many pages; runs as a worker, because there are thousands.
import { parentPort, workerData } from 'node:worker_threads';
import { markupFaults } from '../support/published.ts';

const { site, files } = workerData as { site: string; files: string[] };
parentPort!.postMessage(markupFaults(site, files));
