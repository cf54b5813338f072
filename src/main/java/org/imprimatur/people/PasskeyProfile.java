package org.imprimatur.people;

/**
 * What the trail tells of a key: with it anybody can check what it signed.
 *
 * @param credential and {@code publicKey}, a SubjectPublicKeyInfo, in base64
 * @param algorithm as COSE numbers it
 */
public record PasskeyProfile(String name, String credential, String publicKey, int algorithm) {}
