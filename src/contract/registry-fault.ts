/** What is wrong at one place of a registry file. */
export interface RegistryFault {
  /** Address of the file. */
  file: string;
  /** Name of the entry. */
  name: string;
  /** Place in the file, as a JSON path: `$.userflow.threshold`. */
  path: string;
  /** What is wrong, with the value. */
  reason: string;
  /** What may stand there. */
  allowed: string;
}
