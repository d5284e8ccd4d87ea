package dev.botswain;

/// The version of this program, from the jar's manifest.
final class Version {
  static final String CURRENT = ofPackage(Version.class.getPackage());

  private Version() {}

  private static String ofPackage(Package itself) {
    String version = itself.getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
