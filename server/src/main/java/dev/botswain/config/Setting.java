package dev.botswain.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a component of a record in [Config] a setting. This is the only place where a setting is
/// described.
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
@interface Setting {
  /// The environment variable, without [Settings#PREFIX].
  String name();

  /// The default, as one would write it; empty for an empty list and for nothing.
  String preset();

  /// What it is for, in a sentence or two of Markdown.
  String text();

  /// How it is written, where the component's type does not say it.
  Form form() default Form.OF_ITS_TYPE;

  /// The least number, time or size, as one would write it.
  String least() default "";

  /// The greatest number, time or size, as one would write it.
  String most() default "";

  /// Whether the value must never be shown.
  boolean secret() default false;
}
